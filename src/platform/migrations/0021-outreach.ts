import { migration } from './migration.js';

export default migration(
  21,
  'outreach',
  `
create schema outreach;

-- The only place in the database that holds who asked for a visit. Purging deletes the row.
create table outreach.requester (
  id uuid primary key,
  name text,
  phone text,
  directions text
);
create index requester_phone on outreach.requester (phone);

create table outreach.visit (
  id uuid primary key,
  state text not null check (state in ('draft', 'published', 'cancelled')),
  service_id text not null,
  village_code text collate "C" not null,
  on_day date not null,
  opens text not null check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes text not null check (closes ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text not null,
  crew text not null,
  quota int not null check (quota between 1 and 500),
  directory_visit_id text,
  created_at timestamptz not null,
  published_at timestamptz,
  check (opens < closes)
);
create index visit_day on outreach.visit (on_day, village_code);

create table outreach.request (
  id uuid primary key,
  tracking text not null unique,
  door text not null check (door in ('web', 'sms', 'call', 'village-head')),
  key text,
  state text not null check (state in ('requested', 'planned', 'served', 'not-met', 'withdrawn', 'moved-on')),
  decided text check (decided in ('withdrawn', 'moved-on')),
  requester_id uuid references outreach.requester on delete set null,
  locale text not null default 'id' check (locale in ('id', 'en')),
  service_id text not null,
  village_code text collate "C" not null,
  people int not null check (people between 1 and 50),
  needs text[] not null,
  received_at timestamptz not null,
  visit_id uuid references outreach.visit,
  conflicts text[] not null default '{}',
  ended_at timestamptz,
  purged_at timestamptz,
  unique (door, key),
  check (state <> 'planned' or visit_id is not null)
);
create index request_waiting on outreach.request (service_id, village_code, received_at) where state in ('requested', 'not-met');
create index request_village on outreach.request (village_code);
create index request_visit on outreach.request (visit_id);
create index request_requester on outreach.request (requester_id);
create index request_conflict on outreach.request (received_at) where conflicts <> '{}';
create index request_ended on outreach.request (ended_at) where purged_at is null;

-- What crews wrote down, each record as it came: nothing is ever changed or taken away but the words of a note when they are purged.
create table outreach.record (
  key text primary key,
  number_taken bigint generated always as identity,
  id uuid not null,
  device text not null,
  number int not null,
  visit_id uuid not null references outreach.visit,
  request_id uuid not null references outreach.request,
  outcome text not null check (outcome in ('served', 'not-met', 'moved-on')),
  people int not null check (people between 0 and 50),
  note text,
  written_at timestamptz,
  taken_at timestamptz not null,
  taken_by text not null
);
create index record_request on outreach.record (request_id);
create index record_visit on outreach.record (visit_id);

create table outreach.resolution (
  number bigint generated always as identity primary key,
  request_id uuid not null references outreach.request,
  visit_id uuid references outreach.visit,
  outcome text not null check (outcome in ('served', 'not-met', 'moved-on', 'withdrawn')),
  basis text[] not null,
  note text not null,
  resolved_by text not null,
  resolved_at timestamptz not null
);
create index resolution_request on outreach.resolution (request_id, number desc);

-- What requesters are told by SMS.
create table outreach.notice (
  id uuid primary key,
  request_id uuid not null references outreach.request,
  kind text not null check (kind in ('received', 'planned', 'cancelled')),
  text text not null,
  state text not null check (state in ('held', 'waiting', 'sent', 'failed')),
  attempts int not null default 0,
  error text,
  due_at timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index notice_request on outreach.notice (request_id, created_at);
create index notice_due on outreach.notice (due_at) where state = 'waiting';

-- What an SMS was answered, so that one that comes again is answered the same; and what was asked back.
create table outreach.heard (
  key text primary key,
  reply text not null,
  at timestamptz not null
);
create index heard_at on outreach.heard (at);
create table outreach.question (
  phone text primary key,
  draft jsonb not null,
  asks text not null check (asks in ('place', 'service')),
  choices jsonb not null,
  due_at timestamptz not null
);
`,
  `
drop schema outreach cascade;
`,
);
