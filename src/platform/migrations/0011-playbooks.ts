import { migration } from './migration.js';

export default migration(
  11,
  'playbooks',
  `
create schema playbooks;

-- The steps as they were written when the run began: editing a playbook does not change a run.
create table playbooks.run (
  id uuid primary key,
  playbook_id text not null,
  incident_id uuid not null,
  state text not null check (state in ('running', 'paused', 'done', 'stopped')),
  definition jsonb not null,
  began_at timestamptz not null,
  began_by text not null,
  ended_at timestamptz,
  check ((state in ('done', 'stopped')) = (ended_at is not null))
);
create unique index run_once on playbooks.run (playbook_id, incident_id) where state <> 'stopped';
create index run_incident on playbooks.run (incident_id);

create table playbooks.step (
  run_id uuid not null references playbooks.run on delete cascade,
  step_id text not null,
  position integer not null,
  state text not null check (state in ('pending', 'doing', 'waiting', 'done', 'failed', 'skipped')),
  attempt integer not null default 0,
  began_at timestamptz,
  ended_at timestamptz,
  by text,
  note text,
  error jsonb,
  primary key (run_id, step_id)
);

-- News by incident, whether or not a run has begun: deliveries of two events may overtake each other.
create table playbooks.happened (
  incident_id uuid not null,
  event text not null,
  at timestamptz not null,
  primary key (incident_id, event)
);
`,
  `
drop schema playbooks cascade;
`,
);
