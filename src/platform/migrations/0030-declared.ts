import { migration } from './migration.js';

export default migration(
  30,
  'declared',
  `
-- The retention policy that two people know of. A source's first one is taken over from the shelf.
create table backup.policy (
  source_id text primary key,
  policy jsonb not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  since timestamptz not null
);

-- A legal hold: nothing of the source, or not this point, is removed until two people lift it.
create table backup.hold (
  id uuid primary key,
  source_id text not null,
  point_id uuid references backup.point,
  reason text not null,
  basis text not null,
  set_by text not null,
  set_at timestamptz not null,
  lifted_at timestamptz
);
create index hold_in_force on backup.hold (source_id) where lifted_at is null;

-- What one person asks and another decides.
create table backup.request (
  id uuid primary key,
  kind text not null check (kind in ('remove-point', 'lift-hold', 'change-policy')),
  source_id text not null,
  point_id uuid references backup.point,
  hold_id uuid references backup.hold,
  policy jsonb,
  digest text,
  reason text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused')),
  decided_by text,
  decided_at timestamptz,
  check ((state = 'waiting') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (state <> 'approved' or decided_by <> asked_by),
  check ((kind = 'remove-point') = (point_id is not null)),
  check ((kind = 'lift-hold') = (hold_id is not null)),
  check ((kind = 'change-policy') = (policy is not null and digest is not null))
);
create unique index request_one_waiting on backup.request (kind, source_id, coalesce(point_id, hold_id, '00000000-0000-0000-0000-000000000000'))
  where state = 'waiting';
create index request_of_source on backup.request (source_id, asked_at desc);

-- An alarm of a source from its first sight to its end, and when the people on duty were told last.
create table backup.alarm (
  source_id text not null,
  alarm text not null,
  since timestamptz not null,
  told_at timestamptz,
  primary key (source_id, alarm)
);

alter table incidents.alarm drop constraint alarm_kind_check;
alter table incidents.alarm
  add column source_id text,
  add constraint alarm_kind_check check (kind in ('code-used', 'stale', 'not-open', 'data-notice-due', 'backup')),
  add check ((kind = 'backup') = (source_id is not null));
`,
  `
delete from incidents.alarm where kind = 'backup';
alter table incidents.alarm drop constraint alarm_kind_check;
alter table incidents.alarm
  drop column source_id,
  add constraint alarm_kind_check check (kind in ('code-used', 'stale', 'not-open', 'data-notice-due'));
drop table backup.alarm;
drop table backup.request;
drop table backup.hold;
drop table backup.policy;
`,
);
