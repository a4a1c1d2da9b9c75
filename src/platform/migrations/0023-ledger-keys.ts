import { migration } from './migration.js';

export default migration(
  23,
  'ledger-keys',
  `
-- Each key that ever signed a head, by the SHA-256 of its public part: a key that is lost leaves what it signed checkable.
create table audit.key (
  fingerprint text primary key,
  public_pem text not null,
  began_at timestamptz not null
);
create trigger key_append_only before update or delete or truncate on audit.key for each statement execute function audit.refuse_change();

-- Null: signed before keys were written down, by the key that the server holds.
alter table audit.head add column key_fingerprint text references audit.key;
`,
  `
alter table audit.head drop column key_fingerprint;
drop table audit.key;
`,
);
