import { migration } from './migration.js';

export default migration(
  22,
  'custody',
  `
create schema custody;

-- What stood in the building. No name and no readable number: an owner finds hers by the keyed hash of its number.
create table custody.item (
  id uuid primary key,
  incident_id uuid not null,
  office_id text not null,
  kind text not null check (kind in ('case', 'original', 'blank')),
  document text not null,
  reference_hash bytea,
  reference_hint text,
  serial_prefix text,
  serial_digits integer,
  serial_from bigint,
  serial_to bigint,
  service_id text,
  state text not null check (state in ('unknown', 'intact', 'lost', 'looted', 'returned', 'replaced')),
  state_at timestamptz not null,
  registered_at timestamptz not null,
  check ((kind = 'blank') = (serial_from is not null)),
  check ((kind = 'blank') = (reference_hash is null)),
  check (serial_from <= serial_to)
);
create unique index item_reference on custody.item (incident_id, document, reference_hash) where reference_hash is not null;
create index item_lookup on custody.item (reference_hash) where reference_hash is not null;
create index item_incident on custody.item (incident_id, kind, document, state, id);
create index item_serial on custody.item (serial_prefix, serial_digits, serial_from) where kind = 'blank';

-- What the office decided stands in for a document that is gone, and on what basis.
create table custody.replacement (
  incident_id uuid not null,
  document text not null,
  words text not null,
  basis text not null,
  decided_at timestamptz not null,
  primary key (incident_id, document)
);

create table custody.data_loss (
  id uuid primary key,
  incident_id uuid not null,
  office_id text not null,
  discovered_at timestamptz not null,
  due_at timestamptz not null,
  data text not null,
  how text not null,
  measures text not null,
  people integer check (people >= 0),
  reported_by text not null,
  reported_at timestamptz not null,
  warned_at timestamptz,
  check (due_at > discovered_at)
);
create index data_loss_incident on custody.data_loss (incident_id, discovered_at);
create index data_loss_due on custody.data_loss (due_at) where warned_at is null;

create table custody.loss_notice (
  loss_id uuid not null references custody.data_loss,
  recipient text not null check (recipient in ('institution', 'subjects', 'public')),
  sent_at timestamptz not null,
  means text not null,
  recorded_by text not null,
  primary key (loss_id, recipient)
);

create table custody.milestone (
  id uuid primary key,
  incident_id uuid not null,
  title text not null,
  due_on date not null,
  done_on date,
  reopens boolean not null
);
create index milestone_incident on custody.milestone (incident_id, due_on);
-- One milestone at most says when the office opens again.
create unique index one_reopening on custody.milestone (incident_id) where reopens;

alter table incidents.alarm drop constraint alarm_kind_check;
alter table incidents.alarm add constraint alarm_kind_check check (kind in ('code-used', 'stale', 'not-open', 'data-notice-due'));
`,
  `
drop schema custody cascade;
delete from incidents.alarm where kind = 'data-notice-due';
alter table incidents.alarm drop constraint alarm_kind_check;
alter table incidents.alarm add constraint alarm_kind_check check (kind in ('code-used', 'stale', 'not-open'));
`,
);
