import { migration } from './migration.js';

/** Plans made before had no solver, no options and named every destination. */
export default migration(
  17,
  'planner',
  `
alter table rerouting.plan add column method text not null default 'greedy' check (method in ('optimal', 'greedy'));
alter table rerouting.plan add column cost jsonb not null default '{"personKm": 0, "over": 0, "unplaced": 0}';
alter table rerouting.plan add column options jsonb not null default '{"pins": [], "bans": [], "extensions": [], "visits": []}';
alter table rerouting.plan alter column method drop default;
alter table rerouting.plan alter column cost drop default;

alter table rerouting.leg add column share double precision not null default 0 check (share between 0 and 1);
alter table rerouting.leg add column disclosure text not null default 'named' check (disclosure in ('named', 'area', 'withheld'));
update rerouting.leg l set share = coalesce(l.per_day::double precision / nullif(t.people, 0), 0)
  from (select reroute_id, version, service_id, region_code, sum(per_day) as people from rerouting.leg group by 1, 2, 3, 4) t
  where (t.reroute_id, t.version, t.service_id, t.region_code) = (l.reroute_id, l.version, l.service_id, l.region_code);
`,
  `
alter table rerouting.leg drop column disclosure;
alter table rerouting.leg drop column share;
alter table rerouting.plan drop column options;
alter table rerouting.plan drop column cost;
alter table rerouting.plan drop column method;
`,
);
