import { migration } from './migration.js';

export default migration(
  28,
  'rescue',
  `
-- On which server this database lies, and which one it is there: where it finds itself elsewhere, it was restored.
alter table platform.instance add column place text;
-- Since when what was begun before a restore is held; null once an officer has decided over all of it.
alter table platform.instance add column held_since timestamptz;

create table backup.catalogue_key (
  fingerprint text primary key,
  public_pem text not null,
  began_at timestamptz not null
);

-- Every catalogue that was ever signed, by its digest: what a vault holds is compared with it.
create table backup.catalogue (
  sequence bigint primary key,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  signed_at timestamptz not null
);

-- The newest that is known to lie in a vault, and what the last look has shown.
create table backup.catalogue_copy (
  vault_id text primary key,
  sequence bigint not null default 0,
  checked_at timestamptz,
  trouble jsonb
);

-- What opens only to officers: this installation's other keys, as they were sealed last.
create table backup.parcel (
  file text primary key,
  contents_digest text not null,
  sealed bytea not null,
  sealed_at timestamptz not null
);

create table backup.escrow_drill (
  id uuid primary key,
  recipient text not null,
  asked_at timestamptz not null,
  asked_by text not null,
  answer_digest text not null,
  sealed text not null,
  answered_at timestamptz,
  answered_by text
);
create index escrow_drill_of_recipient on backup.escrow_drill (recipient, answered_at desc);
`,
  `
drop table backup.escrow_drill;
drop table backup.parcel;
drop table backup.catalogue_copy;
drop table backup.catalogue;
drop table backup.catalogue_key;
alter table platform.instance drop column held_since;
alter table platform.instance drop column place;
`,
);
