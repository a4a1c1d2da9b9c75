import { migration } from './migration.js';

export default migration(
  14,
  'directory-import',
  `
-- A dry run of an import: what it would change, and all that is wrong with it. \`base\` is a print of the facts it was compared with.
create table directory.import (
  id uuid primary key,
  files text[] not null,
  base text not null,
  counts jsonb not null,
  problems integer not null check (problems >= 0),
  checked_at timestamptz not null,
  checked_by text not null,
  applied_at timestamptz,
  applied_by text,
  check ((applied_at is null) = (applied_by is null))
);
create index import_newest on directory.import (checked_at desc);

create table directory.import_item (
  import_id uuid not null references directory.import on delete cascade,
  kind text not null check (kind in ('agency', 'service', 'office', 'channel', 'offering')),
  id text not null,
  sheet text not null,
  row integer not null,
  fields text[] not null,
  before jsonb,
  after jsonb not null,
  primary key (import_id, kind, id)
);

create table directory.import_problem (
  import_id uuid not null references directory.import on delete cascade,
  number integer generated always as identity,
  file text not null,
  row integer not null,
  column_name text not null,
  problem text not null,
  value text not null,
  primary key (import_id, number)
);

-- The facts of all kinds in one shape: what the record holds and what stands beside it.
create view directory.listed as
  select 'agency' as kind, a.id, a.facts as listed from directory.agency a
  union all
  select 'service', s.id, s.facts || jsonb_build_object('terms', (
    select coalesce(jsonb_agg(t.term order by t.term collate "C"), '[]') from directory.search_term t where t.kind = 'service' and t.ref_id = s.id))
  from directory.service s
  union all
  select 'office', o.id, o.facts || jsonb_build_object('terms', (
    select coalesce(jsonb_agg(t.term order by t.term collate "C"), '[]') from directory.search_term t where t.kind = 'office' and t.ref_id = o.id))
  from directory.office o
  union all
  select 'channel', c.id, c.facts || jsonb_strip_nulls(jsonb_build_object('officeId', c.office_id)) from directory.channel c
  union all
  select 'offering', f.id, f.facts || jsonb_build_object('channelId', f.channel_id, 'catchment', (
    select coalesce(jsonb_agg(k.region_code order by k.region_code), '[]') from directory.catchment k where k.offering_id = f.id))
  from directory.offering f;

-- HSDS wants a UUID for everything. RFC 9562 version 8: derived from ours, the same at every site; an id that is one stays it.
create function directory.hsds_id(kind text, id text) returns uuid language sql immutable strict as $$
  select case when id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id::uuid
    else overlay(overlay(md5('sinambung:' || kind || ':' || id) placing '8' from 13) placing '8' from 17)::uuid end
$$;
create unique index agency_hsds on directory.agency (directory.hsds_id('agency', id));
create unique index service_hsds on directory.service (directory.hsds_id('service', id));
create unique index offering_hsds on directory.offering (directory.hsds_id('offering', id));
`,
  `
drop index directory.agency_hsds, directory.service_hsds, directory.offering_hsds;
drop function directory.hsds_id(text, text);
drop view directory.listed;
drop table directory.import_problem, directory.import_item, directory.import;
`,
);
