import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../platform/index.js';
import type { Disclosure, Gap, Homecoming, Leg, Plan, PublishedReroute, Reroute } from './types.js';

interface CoverageRow {
  serviceId: string;
  regionCode: string;
  gap: Omit<Gap, 'serviceId' | 'regionCode'> | null;
}

type PublishedRow = CoverageRow & { rerouteId: string; version: number; incidentId: string; publishedFrom: Date };

export const LEG_COLUMNS = `service_id, region_code, rank, offering_id, office_id, kind, km, per_day, share, disclosure, over_capacity, assumed, start_on, reason`;
/** `$1` is a service, `$2` the codes of a region and all above it, `$3` the moment. */
export const PUBLISHED_FOR = `
  select c.reroute_id, c.version, c.service_id, c.region_code, c.gap, c.published_from, r.incident_id
  from rerouting.coverage c join rerouting.reroute r on r.id = c.reroute_id
  where c.service_id = $1 and c.region_code = any($2) and c.published_from <= $3 and (c.published_until is null or c.published_until > $3)
  order by length(c.region_code) desc, c.published_from desc limit 1`;

@Injectable()
export class PlanStore {
  constructor(private readonly db: Db) {}

  async add(rerouteId: string, version: number, plan: Plan, at: Date): Promise<void> {
    const { method, cost, options, loads } = plan;
    await this.db.run(
      'insert into rerouting.plan (reroute_id, version, made_at, loads, method, cost, options) values ($1, $2, $3, $4, $5, $6, $7)',
      [rerouteId, version, at, JSON.stringify(loads), method, JSON.stringify(cost), JSON.stringify(options)],
    );
    await this.addCoverage(rerouteId, version, plan);
    await this.addLegs(rerouteId, version, plan.legs);
  }

  async get(rerouteId: string, version: number): Promise<Plan> {
    const key = [rerouteId, version];
    const head = await this.db.one<Pick<Plan, 'loads' | 'method' | 'cost' | 'options'>>(
      'select loads, method, cost, options from rerouting.plan where reroute_id = $1 and version = $2',
      key,
    );
    const rows = await this.db.many<CoverageRow>(
      'select service_id, region_code, gap from rerouting.coverage where reroute_id = $1 and version = $2 order by service_id, region_code',
      key,
    );
    const covers = rows.map(({ serviceId, regionCode }) => ({ serviceId, regionCode }));
    return { ...head, covers, legs: await this.legs(rerouteId, version), gaps: rows.flatMap(gapOf) };
  }

  async publish(rerouteId: string, version: number, at: Date): Promise<void> {
    await this.db.run('update rerouting.coverage set published_from = $3 where reroute_id = $1 and version = $2', [
      rerouteId,
      version,
      at,
    ]);
  }

  /** What was public until now ends; of some services alone where they are named. */
  async unpublish(rerouteId: string, at: Date, services?: string[]): Promise<void> {
    await this.db.run(
      `update rerouting.coverage set published_until = $2
       where reroute_id = $1 and published_from is not null and published_until is null and ($3::text[] is null or service_id = any($3))`,
      [rerouteId, at, services],
    );
  }

  /** From which date on the people of which services go back, in place of what was said before. */
  async planReturns({ id, version }: Pick<Reroute, 'id' | 'version'>, stages: Homecoming[], at: Date): Promise<void> {
    const dates = stages.flatMap(({ date, services }) => services.map((service) => ({ service, date })));
    await this.db.run(
      `update rerouting.coverage c set returns_on = d.date, returns_said_at = case when d.date is null then null else $3::timestamptz end
       from (select s.service_id, max(t.date) as date from (select distinct service_id from rerouting.coverage where reroute_id = $1 and version = $2) s
         left join unnest($4::text[], $5::date[]) as t (service, date) on t.service = s.service_id group by 1) d
       where c.reroute_id = $1 and c.version = $2 and c.service_id = d.service_id and c.published_until is null`,
      [id, version, at, dates.map(({ service }) => service), dates.map(({ date }) => date)],
    );
  }

  /** In every plan of these reroutes: what was said before is kept where it was said. */
  async disclose(rerouteIds: string[], officeId: string, disclosure: Disclosure): Promise<void> {
    await this.db.run('update rerouting.leg set disclosure = $3 where reroute_id = any($1) and office_id = $2', [
      rerouteIds,
      officeId,
      disclosure,
    ]);
  }

  /** What the plan that holds speaks of. */
  coveredBy(rerouteId: string): Promise<{ serviceId: string; regionCode: string }[]> {
    return this.db.many(
      `select c.service_id, c.region_code from rerouting.coverage c join rerouting.reroute r on r.id = c.reroute_id and r.version = c.version
       where r.id = $1 order by c.service_id, c.region_code`,
      [rerouteId],
    );
  }

  /** By which date the people of which services go back, soonest first; empty while nothing is planned. */
  returnsOf(rerouteId: string): Promise<Homecoming[]> {
    return this.db.many<Homecoming>(
      `select returns_on as date, array_agg(distinct service_id order by service_id) as services from rerouting.coverage
       where reroute_id = $1 and returns_on is not null and published_from is not null group by 1 order by 1`,
      [rerouteId],
    );
  }

  /** What the public was told at that moment. A region's own entry comes before one of a region that holds it. */
  async publishedFor(serviceId: string, regionCode: string, at: Date): Promise<PublishedReroute | undefined> {
    const row = await this.db.maybe<PublishedRow>(PUBLISHED_FOR, [serviceId, codesAbove(regionCode), at]);
    if (!row) return undefined;
    const legs = await this.db.many<Leg>(
      `select ${LEG_COLUMNS} from rerouting.leg where reroute_id = $1 and version = $2 and service_id = $3 and region_code = $4 order by rank`,
      [row.rerouteId, row.version, serviceId, row.regionCode],
    );
    return {
      rerouteId: row.rerouteId,
      incidentId: row.incidentId,
      serviceId,
      regionCode: row.regionCode,
      publishedAt: row.publishedFrom,
      legs: allWithoutNulls(legs),
      gap: gapOf(row)[0],
    };
  }

  /** Services and regions whose published reroute sends people to one of these offerings. */
  publishedLegsOn(offeringIds: string[]): Promise<(Pick<Leg, 'serviceId' | 'regionCode' | 'perDay'> & { incidentId: string })[]> {
    return this.db.many(
      `select l.service_id, l.region_code, max(l.per_day) as per_day, r.incident_id from rerouting.leg l
       join rerouting.reroute r on r.id = l.reroute_id and r.version = l.version and r.state in ('published', 'returning')
       where l.offering_id = any($1) group by l.service_id, l.region_code, r.incident_id order by l.service_id, l.region_code`,
      [offeringIds],
    );
  }

  /** People a day whom published reroutes of other incidents send to these offerings; those to whom nobody is sent are left out. */
  async promised(offeringIds: string[], exceptIncident: string): Promise<Map<string, number>> {
    const rows = await this.db.many<{ offeringId: string; people: number }>(
      `select l.offering_id, sum(l.per_day)::integer as people from rerouting.leg l join rerouting.coverage c using (reroute_id, version, service_id, region_code)
       join rerouting.reroute r on r.id = l.reroute_id and r.version = l.version and r.state in ('published', 'returning')
       where l.offering_id = any($1) and r.incident_id <> $2 and c.published_until is null and l.per_day > 0
       group by l.offering_id order by l.offering_id`,
      [offeringIds, exceptIncident],
    );
    return new Map(rows.map(({ offeringId, people }) => [offeringId, people]));
  }

  private async legs(rerouteId: string, version: number): Promise<Leg[]> {
    const rows = await this.db.many<Leg>(
      `select ${LEG_COLUMNS} from rerouting.leg where reroute_id = $1 and version = $2 order by service_id, region_code, rank`,
      [rerouteId, version],
    );
    return allWithoutNulls(rows);
  }

  private async addCoverage(rerouteId: string, version: number, { covers, gaps }: Plan): Promise<void> {
    const gapFor = (serviceId: string, regionCode: string) =>
      gaps.find((gap) => gap.serviceId === serviceId && gap.regionCode === regionCode);
    const rows = covers.map(({ serviceId, regionCode }) => ({
      service_id: serviceId,
      region_code: regionCode,
      gap: stored(gapFor(serviceId, regionCode)),
    }));
    await this.db.run(
      `insert into rerouting.coverage (reroute_id, version, service_id, region_code, gap)
       select $1, $2, service_id, region_code, gap from jsonb_to_recordset($3::jsonb) as row (service_id text, region_code text, gap jsonb)`,
      [rerouteId, version, JSON.stringify(rows)],
    );
  }

  private async addLegs(rerouteId: string, version: number, legs: Leg[]): Promise<void> {
    const rows = legs.map((leg) => ({
      service_id: leg.serviceId,
      region_code: leg.regionCode,
      rank: leg.rank,
      offering_id: leg.offeringId,
      office_id: leg.officeId,
      kind: leg.kind,
      km: leg.km,
      per_day: leg.perDay,
      share: leg.share,
      disclosure: leg.disclosure,
      over_capacity: leg.overCapacity,
      assumed: leg.assumed,
      start_on: leg.startOn,
      reason: leg.reason,
    }));
    await this.db.run(
      `insert into rerouting.leg (reroute_id, version, ${LEG_COLUMNS}) select $1, $2, ${LEG_COLUMNS} from jsonb_to_recordset($3::jsonb) as row
       (service_id text, region_code text, rank integer, offering_id text, office_id text, kind text, km double precision, per_day integer,
        share double precision, disclosure text, over_capacity boolean, assumed boolean, start_on date, reason jsonb)`,
      [rerouteId, version, JSON.stringify(rows)],
    );
  }
}

/** `35.06.03` gives `35.06.03`, `35.06`, `35`. */
function codesAbove(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

function gapOf({ serviceId, regionCode, gap }: CoverageRow): Gap[] {
  return gap ? [{ serviceId, regionCode, ...gap }] : [];
}

function stored(gap: Gap | undefined) {
  return gap && { reason: gap.reason, closesBy: gap.closesBy, call: gap.call };
}
