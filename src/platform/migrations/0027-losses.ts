import { migration } from './migration.js';

export default migration(
  27,
  'losses',
  `
-- A file of payments from a bank or a shared payment channel, held against the database that a restore brought back.
create table backup.settlement (
  id uuid primary key,
  restore_id uuid not null references backup.restore,
  source_id text not null,
  format_id text not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Rows of the file, and those of them that no earlier file had named.
  row_count integer not null,
  new_count integer not null,
  -- Civil dates at the office, both included.
  first_day date not null,
  last_day date not null,
  imported_at timestamptz not null,
  imported_by text not null,
  matched_at timestamptz,
  -- The database in which was looked.
  matched_in text,
  unique (source_id, format_id, sha256)
);
create index settlement_of_restore on backup.settlement (restore_id, imported_at desc);

create table backup.payment (
  id bigint generated always as identity primary key,
  settlement_id uuid not null references backup.settlement deferrable initially deferred,
  source_id text not null,
  format_id text not null,
  reference text not null,
  line integer not null,
  -- Taken away some time after the payment was dealt with.
  plate text,
  amount bigint not null check (amount > 0),
  paid_at timestamptz not null,
  -- What the restored database says of it; null while nobody has looked.
  finding text check (finding in ('matched', 'missing', 'different', 'unknown-plate')),
  found_amount bigint,
  -- Where it stands on the worklist; null when it was never on it.
  state text check (state in ('open', 'entered', 'not-ours')),
  state_at timestamptz,
  state_by text,
  reason text,
  constraint payment_once unique (source_id, format_id, reference),
  check ((state = 'not-ours') <= (reason is not null))
);
create index payment_of_settlement on backup.payment (settlement_id, id);
create index payment_on_worklist on backup.payment (settlement_id, state, id) where state is not null;

-- What was done on paper while a database was away. Forms that bear no serial numbers count from 1.
create table backup.paper_batch (
  id uuid primary key,
  office_id text not null,
  service_id text not null,
  day date not null,
  -- 0: nothing was done on paper on that day.
  forms integer not null check (forms >= 0),
  serial_prefix text,
  serial_digits integer,
  first bigint not null,
  lies_at text not null,
  entered int8multirange not null default '{}',
  registered_at timestamptz not null,
  registered_by text not null,
  entered_at timestamptz,
  entered_by text
);
create index paper_batch_of_office on backup.paper_batch (office_id, day);

-- Paper archives: what lies where, and how much of it is scanned.
create table backup.archive (
  id uuid primary key,
  office_id text not null,
  service_id text,
  series text not null,
  first_year integer not null,
  last_year integer not null check (last_year >= first_year),
  class text not null check (class in ('active', 'inactive', 'vital', 'static')),
  files integer not null check (files > 0),
  scanned integer not null check (scanned between 0 and files),
  metres numeric(8, 2) check (metres > 0),
  -- The building, where it is not that of the office itself.
  building text,
  room text not null,
  -- Where the scans lie: a source of the shelf.
  scans_source text,
  condition text not null check (condition in ('good', 'worn', 'damaged', 'lost')),
  checked_on date not null,
  registered_at timestamptz not null,
  registered_by text not null,
  unique nulls not distinct (office_id, service_id, series, first_year, last_year)
);

-- Who paid where our own record of payments was lost. What is proven here is never late.
create table dispensation.payment (
  source_id text not null,
  format_id text not null,
  reference text not null,
  plate text not null,
  paid_on date not null,
  settlement_id uuid not null,
  primary key (source_id, format_id, reference)
);
create index payment_plate on dispensation.payment (plate);

alter table dispensation.obligation add column proven_on date;
alter table dispensation.obligation add column settled_on date generated always as (least(paid_on, proven_on)) stored;
create index obligation_plate on dispensation.obligation (plate);
`,
  `
drop index dispensation.obligation_plate;
alter table dispensation.obligation drop column settled_on, drop column proven_on;
drop table dispensation.payment;
drop table backup.archive;
drop table backup.paper_batch;
drop table backup.payment;
drop table backup.settlement;
`,
);
