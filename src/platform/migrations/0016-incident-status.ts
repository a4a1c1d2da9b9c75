import { migration } from './migration.js';

export default migration(
  16,
  'incident-status',
  `
-- One declaration over many offices: an incident for each, held together.
create table incidents.wave (
  id uuid primary key,
  declared_at timestamptz not null,
  declared_by text not null,
  cause text
);

-- via: how the report came, where not by somebody who had signed in. The sender of an SMS can be forged: somebody calls back.
alter table incidents.incident
  add column wave_id uuid references incidents.wave,
  add column via text check (via in ('sms', 'code')),
  add column called_back_at timestamptz,
  add check (called_back_at is null or via = 'sms');
create index incident_wave on incidents.incident (wave_id) where wave_id is not null;

alter table incidents.timeline drop constraint timeline_kind_check;
alter table incidents.timeline add constraint timeline_kind_check check (kind in ('reported', 'confirmed', 'corrected', 'closed',
  'escalated', 'nobody-to-tell', 'reconfirmed', 'called-back', 'stale'));

-- The link in a message to one place of the roster. Of its secret only a digest is kept.
create table incidents.duty_link (
  call_id uuid primary key references incidents.call on delete cascade,
  hash bytea not null unique,
  incident_id uuid not null references incidents.incident on delete cascade,
  member_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- One row for each confirmed incident that goes on: since when it is stale, and when the roster is told (again).
create table incidents.reconfirmation (
  incident_id uuid primary key references incidents.incident on delete cascade,
  stale_at timestamptz not null,
  due_at timestamptz not null
);
create index reconfirmation_due on incidents.reconfirmation (due_at);

-- What the whole roster is told, and what stays on the console until somebody has seen it.
create table incidents.alarm (
  id uuid primary key,
  kind text not null check (kind in ('code-used', 'stale', 'not-open')),
  office_id text not null,
  incident_id uuid references incidents.incident on delete cascade,
  at timestamptz not null,
  by text not null,
  seen_at timestamptz,
  seen_by text,
  check ((seen_at is null) = (seen_by is null))
);
create index alarm_unseen on incidents.alarm (at) where seen_at is null;

create table incidents.alarm_call (
  alarm_id uuid not null references incidents.alarm on delete cascade,
  member_id uuid not null,
  function_name text not null,
  channel text not null check (channel in ('email', 'sms', 'none')),
  at timestamptz not null,
  outcome text not null check (outcome in ('attempted', 'delivered', 'failed', 'no-gateway', 'sample')),
  error text,
  primary key (alarm_id, member_id, channel)
);

-- Messages of registered numbers: the same one is dealt with once, and a question waits for its answer.
create table incidents.sms_message (
  key text primary key,
  number bigint generated always as identity,
  at timestamptz not null,
  place text not null,
  reply text not null,
  incident_id uuid references incidents.incident on delete cascade,
  asked jsonb
);
create index sms_message_place on incidents.sms_message (place, number desc);

-- Offices that say each morning that they have opened.
create table incidents.check_in_office (
  office_id text primary key,
  since timestamptz not null,
  set_by text not null
);

-- One row for each office and day. due_at: when the next step is taken, as long as the office has said nothing.
create table incidents.check_in (
  office_id text not null,
  date date not null,
  state text not null check (state in ('waiting', 'asked', 'alarmed', 'open', 'shut')),
  opens_at timestamptz,
  due_at timestamptz,
  asked_outcome text,
  primary key (office_id, date),
  check ((due_at is not null) = (state in ('waiting', 'asked')))
);
create index check_in_due on incidents.check_in (due_at) where due_at is not null;

-- Paper codes of a place on the roster, for the night when nothing else works. Only digests are kept.
create table people.duty_code (
  hash bytea primary key,
  member_id uuid not null references people.duty_member on delete cascade,
  printed_at timestamptz not null,
  printed_by text not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index duty_code_member on people.duty_code (member_id);
`,
  `
drop table people.duty_code;
drop table incidents.check_in;
drop table incidents.check_in_office;
drop table incidents.sms_message;
drop table incidents.alarm_call;
drop table incidents.alarm;
drop table incidents.reconfirmation;
drop table incidents.duty_link;
delete from incidents.timeline where kind in ('reconfirmed', 'called-back', 'stale');
alter table incidents.timeline drop constraint timeline_kind_check;
alter table incidents.timeline add constraint timeline_kind_check
  check (kind in ('reported', 'confirmed', 'corrected', 'closed', 'escalated', 'nobody-to-tell'));
alter table incidents.incident drop column wave_id, drop column via, drop column called_back_at;
drop table incidents.wave;
`,
);
