import { migration } from './migration.js';

export default migration(
  4,
  'directory',
  `
create schema directory;
-- Forgiving search. The extension stays when this migration is taken back: others may use it.
create extension if not exists pg_trgm with schema public;

-- Collation C: "everything below 35.06" is a range of the primary key.
create table directory.region (
  code text collate "C" primary key check (code ~ '^[0-9]{2}([.][0-9]{2}){0,2}([.][0-9]{4})?$'),
  name text not null,
  level text not null check (level in ('province', 'kabkota', 'kecamatan', 'village')),
  parent_code text collate "C" references directory.region deferrable initially deferred,
  label text not null,
  lat double precision not null check (lat between -90 and 90),
  lng double precision not null check (lng between -180 and 180),
  population integer check (population >= 0),
  area_km2 double precision check (area_km2 >= 0),
  zone text not null
);
create index region_parent on directory.region (parent_code);

create table directory.agency (
  id text primary key,
  sms_code text unique,
  facts jsonb not null
);

create table directory.service (
  id text primary key,
  agency_id text not null references directory.agency,
  facts jsonb not null
);

create table directory.office (
  id text primary key,
  agency_id text not null references directory.agency,
  region_code text collate "C" not null references directory.region,
  confirmed_open boolean not null,
  facts jsonb not null
);
create index office_region on directory.office (region_code);

create table directory.channel (
  id text primary key,
  kind text not null check (kind in ('counter', 'online', 'outreach', 'phone')),
  office_id text references directory.office,
  facts jsonb not null,
  check (kind <> 'counter' or office_id is not null)
);
create index channel_office on directory.channel (office_id);

create table directory.offering (
  id text primary key,
  service_id text not null references directory.service,
  channel_id text not null references directory.channel,
  needs_parts text[] not null,
  listed_at timestamptz not null,
  facts jsonb not null,
  unique (service_id, channel_id)
);
create index offering_channel on directory.offering (channel_id);

create table directory.catchment (
  offering_id text not null references directory.offering,
  region_code text collate "C" not null references directory.region,
  primary key (region_code, offering_id)
);
create index catchment_offering on directory.catchment (offering_id);

create table directory.offering_status (
  id bigint generated always as identity primary key,
  offering_id text not null references directory.offering,
  status text not null check (status in ('normal', 'limited', 'suspended', 'moved')),
  since timestamptz not null,
  expected_end timestamptz,
  cause text,
  confirmed_at timestamptz,
  reported_by text not null,
  confirmed_by text,
  incident_id uuid,
  recorded_at timestamptz not null,
  correction boolean not null default false,
  check (expected_end > since),
  check ((confirmed_at is null) = (confirmed_by is null))
);
create index offering_status_newest on directory.offering_status (offering_id, recorded_at desc, id desc);
create index offering_status_incident on directory.offering_status (incident_id, offering_id) where incident_id is not null;

create function directory.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a status is never changed or removed: a newer one is added' using errcode = 'restrict_violation';
end $$;
create trigger offering_status_append_only before update or delete or truncate on directory.offering_status
  for each statement execute function directory.refuse_change();

create table directory.search_term (
  kind text not null check (kind in ('region', 'office', 'service')),
  term text not null,
  ref_id text not null,
  primary key (kind, term, ref_id)
);
create index search_term_ref on directory.search_term (kind, ref_id);
create index search_term_similar on directory.search_term using gin (term public.gin_trgm_ops);

-- The planner takes comparing trigrams for cheap and reads the whole table (100 ms); by their index it is 5 ms.
create function directory.similar_regions(words text) returns table (ref_id text, likeness real)
language sql stable set enable_seqscan = off as $$
  select t.ref_id, max(public.similarity(t.term, words))
  from (select * from directory.search_term s where s.term operator(public.%) words offset 0) t
  where t.kind = 'region' group by t.ref_id
$$;
`,
  `
drop schema directory cascade;
`,
);
