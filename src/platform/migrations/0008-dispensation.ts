import { migration } from './migration.js';

export default migration(
  8,
  'dispensation',
  `
create schema dispensation;

create table dispensation.import (
  id uuid primary key,
  file_name text not null,
  sha256 text not null,
  row_count integer not null,
  changed_count integer not null,
  imported_at timestamptz not null,
  imported_by text not null
);

-- Which due dates of an office an import speaks for: without one, a count of 0 means "not imported".
create table dispensation.coverage (
  import_id uuid not null references dispensation.import deferrable initially deferred,
  office_id text not null,
  span daterange not null,
  primary key (import_id, office_id)
);
create index coverage_office on dispensation.coverage (office_id);

create table dispensation.obligation (
  id bigint generated always as identity primary key,
  vehicle_ref text not null,
  plate text not null,
  region_code text not null,
  service_id text not null,
  office_id text not null,
  due_on date not null,
  pkb bigint not null check (pkb >= 0),
  opsen bigint not null check (opsen >= 0),
  swdkllj bigint not null check (swdkllj >= 0),
  pnbp bigint not null check (pnbp >= 0),
  paid_on date,
  import_id uuid not null references dispensation.import deferrable initially deferred,
  constraint obligation_once unique (vehicle_ref, service_id, due_on)
);
create index obligation_due on dispensation.obligation (office_id, due_on);

create table dispensation.decision (
  id uuid primary key,
  incident_id uuid not null,
  office_id text not null,
  state text not null check (state in ('proposed', 'signed', 'replaced', 'revoked')),
  parts text[] not null check (cardinality(parts) > 0 and parts <@ '{pkb,opsen,swdkllj,pnbp}'),
  legal_basis text not null,
  issuer text not null,
  number text,
  due_from date not null,
  due_to date not null,
  pay_by date not null,
  replaces uuid references dispensation.decision,
  proposed_by text not null,
  proposed_at timestamptz not null,
  signed_by text,
  signed_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  ended_reason text,
  check (due_from <= due_to and due_to <= pay_by),
  check (signed_by <> proposed_by),
  check (state <> 'signed' or (number is not null and signed_at is not null)),
  check ((ended_at is not null) = (state in ('replaced', 'revoked')))
);
create unique index decision_number on dispensation.decision (lower(number)) where signed_at is not null;
create index decision_office on dispensation.decision (office_id);
create index decision_incident on dispensation.decision (incident_id);

-- Public keys that ever signed a notice: a letter stays checkable after a new key.
create table dispensation.notice_key (
  id text primary key,
  public_key text not null,
  since timestamptz not null
);

create sequence dispensation.notice_number;

create table dispensation.notice (
  code text primary key,
  number text not null unique,
  decision_id uuid not null references dispensation.decision,
  obligation_id bigint not null references dispensation.obligation,
  state text not null default 'valid' check (state in ('valid', 'replaced', 'revoked')),
  payload text not null,
  signature text not null,
  key_id text not null references dispensation.notice_key,
  issued_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text check (ended_reason in ('revoked', 'replaced', 'outside', 'paid', 'moved')),
  replaced_by text,
  check ((state = 'valid') = (ended_at is null))
);
create unique index notice_valid_once on dispensation.notice (decision_id, obligation_id) where state = 'valid';
create index notice_obligation on dispensation.notice (obligation_id);
create index notice_decision on dispensation.notice (decision_id, number);
`,
  `
drop schema dispensation cascade;
`,
);
