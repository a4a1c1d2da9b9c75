import { migration } from './migration.js';

export default migration(
  5,
  'incidents',
  `
create schema incidents;

create table incidents.incident (
  id uuid primary key,
  office_id text not null,
  part text,
  cause text,
  state text not null check (state in ('reported', 'confirmed', 'closed', 'corrected')),
  began_at timestamptz not null,
  expected_end timestamptz check (expected_end > began_at),
  reported_at timestamptz not null,
  reported_by text not null,
  confirmed_at timestamptz,
  confirmed_by text check (confirmed_by <> reported_by),
  reopened_at timestamptz check (reopened_at > began_at),
  closed_at timestamptz,
  closed_by text,
  corrected_at timestamptz,
  corrected_by text,
  correction_reason text,
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'corrected') = (corrected_at is not null)),
  check (state not in ('confirmed', 'closed') or confirmed_at is not null)
);
-- Two people marking the same office at once: the second is told about the first.
create unique index incident_open on incidents.incident (office_id, coalesce(part, '')) where state in ('reported', 'confirmed');
create index incident_office on incidents.incident (office_id, reported_at);

create table incidents.timeline (
  id uuid primary key,
  incident_id uuid not null references incidents.incident on delete cascade,
  at timestamptz not null,
  kind text not null check (kind in ('reported', 'confirmed', 'corrected', 'closed', 'escalated', 'nobody-to-tell')),
  by text not null,
  detail jsonb not null default '{}'
);
create index timeline_incident on incidents.timeline (incident_id, at);

-- One row as long as nobody has confirmed or corrected; a tick compares due_at with the clock.
create table incidents.escalation (
  incident_id uuid primary key references incidents.incident on delete cascade,
  due_at timestamptz not null,
  round integer not null check (round >= 0)
);
create index escalation_due on incidents.escalation (due_at);

create table incidents.call (
  id uuid primary key,
  incident_id uuid not null references incidents.incident on delete cascade,
  member_id uuid not null,
  function_name text not null,
  channel text not null check (channel in ('email', 'sms', 'none')),
  at timestamptz not null,
  outcome text not null check (outcome in ('attempted', 'delivered', 'failed', 'no-gateway', 'sample')),
  error text
);
create index call_incident on incidents.call (incident_id, at);
`,
  `
drop schema incidents cascade;
`,
);
