import { migration } from './migration.js';

export default migration(
  6,
  'rerouting',
  `
create schema rerouting;

create table rerouting.reroute (
  id uuid primary key,
  incident_id uuid not null,
  state text not null check (state in ('proposed', 'asked', 'published', 'superseded', 'withdrawn')),
  version integer not null check (version > 0),
  proposed_by text not null,
  proposed_at timestamptz not null,
  declared_by text,
  asked_at timestamptz,
  published_at timestamptz,
  approved_by text,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  check (state <> 'published' or (published_at is not null and approved_by is not null)),
  check ((state in ('superseded', 'withdrawn')) = (ended_at is not null)),
  check (approved_by is null or (approved_by <> proposed_by and approved_by is distinct from declared_by))
);
create index reroute_incident on rerouting.reroute (incident_id, proposed_at);
create unique index one_draft on rerouting.reroute (incident_id) where state in ('proposed', 'asked');
create unique index one_published on rerouting.reroute (incident_id) where state = 'published';

-- Every plan made for a reroute stays; reroute.version says which one holds.
create table rerouting.plan (
  reroute_id uuid not null references rerouting.reroute,
  version integer not null,
  made_at timestamptz not null,
  loads jsonb not null,
  primary key (reroute_id, version)
);

create table rerouting.coverage (
  reroute_id uuid not null,
  version integer not null,
  service_id text not null,
  region_code text not null,
  gap jsonb,
  published_from timestamptz,
  published_until timestamptz,
  primary key (reroute_id, version, service_id, region_code),
  foreign key (reroute_id, version) references rerouting.plan
);
create index coverage_published on rerouting.coverage (service_id, region_code, published_from desc) where published_from is not null;

create table rerouting.leg (
  reroute_id uuid not null,
  version integer not null,
  service_id text not null,
  region_code text not null,
  rank integer not null check (rank > 0),
  offering_id text not null,
  office_id text,
  kind text not null,
  km double precision,
  per_day integer check (per_day >= 0),
  over_capacity boolean not null,
  assumed boolean not null,
  start_on date,
  reason jsonb not null,
  primary key (reroute_id, version, service_id, region_code, rank),
  foreign key (reroute_id, version, service_id, region_code) references rerouting.coverage
);
create index leg_offering on rerouting.leg (offering_id);

create table rerouting.host_request (
  id uuid primary key,
  reroute_id uuid not null references rerouting.reroute,
  office_id text not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'closed')),
  asked jsonb not null,
  wanted_from date not null,
  asked_at timestamptz not null,
  token_hash bytea unique,
  link_made_at timestamptz,
  services text[],
  per_day integer check (per_day >= 0),
  start_on date,
  note text,
  answered_at timestamptz,
  answered_by text check (answered_by in ('link', 'call')),
  called_name text,
  called_at timestamptz,
  logged_by text,
  unique (reroute_id, office_id),
  check (state <> 'accepted' or (services is not null and start_on is not null)),
  check (state in ('open', 'closed') or answered_at is not null),
  check (answered_by is distinct from 'call' or (called_name is not null and called_at is not null and logged_by is not null))
);
`,
  `
drop schema rerouting cascade;
`,
);
