import { migration } from './migration.js';

export default migration(
  18,
  'day-reports',
  `
-- What an office said of its day. A report is never changed: the later one of a kind counts.
create table directory.day_report (
  id uuid primary key,
  office_id text not null references directory.office,
  day date not null,
  kind text not null check (kind in ('open', 'served', 'turned-away')),
  people integer check (people >= 0),
  note text,
  via text not null check (via in ('link', 'sms', 'call', 'console')),
  told_by text,
  at timestamptz not null,
  key text unique,
  check (kind <> 'served' or people is not null),
  check ((via = 'call') = (told_by is not null))
);
create index day_report_day on directory.day_report (office_id, day, at);

-- One number written in several ways: 0354 123, +62 354 123.
create function directory.telephone(written text) returns text language sql immutable strict as $$
  select regexp_replace(regexp_replace(written, '[^0-9]', '', 'g'), '^(62|0)', '')
$$;
create index office_contact_phone on directory.office (directory.telephone(facts #>> '{contact,phone}'));

-- 'accepted': every host that was asked has answered. 'returning': public, and its people go back by stages.
alter table rerouting.reroute drop constraint reroute_state_check;
alter table rerouting.reroute add constraint reroute_state_check
  check (state in ('proposed', 'asked', 'accepted', 'published', 'returning', 'superseded', 'withdrawn'));
alter table rerouting.reroute add constraint returning_was_published
  check (state <> 'returning' or (published_at is not null and approved_by is not null));
drop index rerouting.one_draft;
drop index rerouting.one_published;
create unique index one_draft on rerouting.reroute (incident_id) where state in ('proposed', 'asked', 'accepted');
create unique index one_published on rerouting.reroute (incident_id) where state in ('published', 'returning');

-- Why the product proposed it, as a sentence of the catalogue.
alter table rerouting.reroute add column cause jsonb;

-- From this date on people of this service and region go back to their usual place; public since it was said.
alter table rerouting.coverage add column returns_on date;
alter table rerouting.coverage add column returns_said_at timestamptz;
alter table rerouting.coverage add constraint returns_said check ((returns_on is null) = (returns_said_at is null));

alter table rerouting.host_request add column disclosure text not null default 'named'
  check (disclosure in ('named', 'area', 'withheld'));
-- Which link of this host holds: the link is made of it and of a key that is not in the database.
alter table rerouting.host_request add column link_issue integer not null default 0;

-- What was written to a host, once for each occasion.
create table rerouting.host_message (
  id uuid primary key,
  request_id uuid not null references rerouting.host_request,
  kind text not null check (kind in ('opening', 'noon', 'closing', 'return')),
  day date not null,
  channel text not null check (channel in ('email', 'sms', 'none')),
  outcome text not null check (outcome in ('attempted', 'delivered', 'failed', 'no-gateway', 'sample')),
  error text,
  at timestamptz not null,
  unique (request_id, kind, day)
);

-- A host that cannot take the people it was to take; each is acted on once a day.
create table rerouting.host_trouble (
  id uuid primary key,
  request_id uuid not null references rerouting.host_request,
  kind text not null check (kind in ('failed', 'full', 'silent')),
  day date not null,
  at timestamptz not null,
  unique (request_id, kind, day)
);

create table incidents.return_stage (
  incident_id uuid not null references incidents.incident,
  day date not null,
  services text[] not null check (cardinality(services) > 0),
  planned_at timestamptz not null,
  planned_by text not null,
  done_at timestamptz,
  primary key (incident_id, day)
);
create index return_stage_due on incidents.return_stage (day) where done_at is null;
`,
  `
drop table incidents.return_stage;
drop table rerouting.host_trouble;
drop table rerouting.host_message;
alter table rerouting.host_request drop column link_issue;
alter table rerouting.host_request drop column disclosure;
alter table rerouting.coverage drop column returns_said_at;
alter table rerouting.coverage drop column returns_on;
alter table rerouting.reroute drop column cause;
drop index rerouting.one_published;
drop index rerouting.one_draft;
update rerouting.reroute set state = 'published' where state = 'returning';
update rerouting.reroute set state = 'asked' where state = 'accepted';
create unique index one_draft on rerouting.reroute (incident_id) where state in ('proposed', 'asked');
create unique index one_published on rerouting.reroute (incident_id) where state = 'published';
alter table rerouting.reroute drop constraint returning_was_published;
alter table rerouting.reroute drop constraint reroute_state_check;
alter table rerouting.reroute add constraint reroute_state_check
  check (state in ('proposed', 'asked', 'published', 'superseded', 'withdrawn'));
drop index directory.office_contact_phone;
drop function directory.telephone(text);
drop table directory.day_report;
`,
);
