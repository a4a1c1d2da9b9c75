import { migration } from './migration.js';

export default migration(
  15,
  'directory-offers',
  `
-- What people recorded here goes before what a file said, and outlives the next import of that file.
alter table directory.office add column amendments jsonb not null default '{}';
alter table directory.service add column amendments jsonb not null default '{}';
alter table directory.offering add column amendments jsonb not null default '{}';

create table directory.road_factor (
  region_code text collate "C" primary key references directory.region,
  factor double precision not null check (factor between 1 and 5),
  because text not null,
  set_at timestamptz not null,
  set_by text not null
);

create table directory.visit (
  id text primary key,
  offering_id text not null references directory.offering,
  region_code text collate "C" not null references directory.region,
  serves text[] collate "C" not null check (cardinality(serves) > 0),
  last_day date not null,
  facts jsonb not null,
  -- Counts the changes, for calendars that follow it.
  version integer not null default 0,
  changed_at timestamptz not null,
  cancelled_at timestamptz,
  -- Over for long: kept, but no longer read with its offering.
  shelved boolean not null default false
);
create index visit_offering on directory.visit (offering_id) where cancelled_at is null and not shelved;
create unique index visit_once on directory.visit (offering_id, (facts ->> 'begins'), (facts ->> 'place')) where cancelled_at is null;
create index visit_last_day on directory.visit (last_day);

-- The civil calendar, as it became known: of a date the version counts that was known last. A removed holiday has no kind.
create table platform.holiday_version (
  id bigint generated always as identity primary key,
  date date not null,
  kind text check (kind in ('national', 'joint-leave')),
  name text not null,
  name_en text,
  source text not null,
  known_since timestamptz not null,
  recorded_by text not null
);
create function platform.refuse_holiday_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was known of the calendar is never changed or removed: a newer version is added' using errcode = 'restrict_violation';
end $$;
create trigger holiday_version_append_only before update or delete or truncate on platform.holiday_version
  for each statement execute function platform.refuse_holiday_change();
`,
  `
drop table platform.holiday_version;
drop function platform.refuse_holiday_change();
drop table directory.visit, directory.road_factor;
alter table directory.office drop column amendments;
alter table directory.service drop column amendments;
alter table directory.offering drop column amendments;
`,
);
