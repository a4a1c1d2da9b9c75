import { migration } from './migration.js';

export default migration(
  1,
  'platform',
  `
create schema platform;

-- One row: a copy of the database knows that it is one.
create table platform.instance (
  only_row boolean primary key default true check (only_row),
  id uuid not null,
  kind text not null check (kind in ('production', 'demonstration', 'drill')),
  clock_at timestamptz,
  clock_set_at timestamptz,
  filled_at timestamptz,
  created_at timestamptz not null default now(),
  check (kind <> 'production' or clock_at is null),
  check ((clock_at is null) = (clock_set_at is null))
);

create table platform.event (
  id uuid primary key,
  name text not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now()
);

create table platform.event_delivery (
  event_id uuid not null references platform.event on delete cascade,
  listener text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  error text,
  at timestamptz not null default now(),
  primary key (event_id, listener)
);
create index event_delivery_trouble on platform.event_delivery (at) where outcome <> 'done';
`,
  `
drop schema platform cascade;
`,
);
