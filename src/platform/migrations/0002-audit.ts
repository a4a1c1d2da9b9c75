import { migration } from './migration.js';

export default migration(
  2,
  'audit',
  `
create schema audit;

create table audit.entry (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  verb text not null,
  actor text not null,
  subject_type text not null,
  subject_id text not null,
  detail text not null
);
create index entry_subject on audit.entry (subject_type, subject_id, id);

-- What waits to be sealed, so that sealing costs by what is new and not by what there is.
create table audit.unsealed (entry_id bigint primary key references audit.entry);

-- The chain: one row for each sealed entry, in the order of sealing.
create table audit.seal (
  number bigint primary key,
  entry_id bigint not null unique references audit.entry,
  hash bytea not null
);

create table audit.head (
  number bigint primary key,
  hash bytea not null,
  signature bytea not null,
  signed_at timestamptz not null
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'restrict_violation';
end $$;

create trigger entry_append_only before update or delete or truncate on audit.entry for each statement execute function audit.refuse_change();
create trigger seal_append_only before update or delete or truncate on audit.seal for each statement execute function audit.refuse_change();
create trigger head_append_only before update or delete or truncate on audit.head for each statement execute function audit.refuse_change();
`,
  `
drop schema audit cascade;
`,
);
