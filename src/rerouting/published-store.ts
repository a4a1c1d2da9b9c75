import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../platform/index.js';
import { LEG_COLUMNS } from './plan-store.js';
import type { Gap, Leg } from './types.js';

export interface Asked {
  serviceId: string;
  regionCode: string;
  /** The region and all above it. */
  above: string[];
}

/** `regionCode` is the region that the plan names: the one that was asked for, or one that holds it. */
export interface Covered {
  askedRegion: string;
  rerouteId: string;
  version: number;
  incidentId: string;
  serviceId: string;
  regionCode: string;
  publishedAt: Date;
  gap: Omit<Gap, 'serviceId' | 'regionCode'> | null;
  returnsOn: string | null;
}

@Injectable()
export class PublishedStore {
  constructor(private readonly db: Db) {}

  coverage(asked: Asked[], at: Date): Promise<Covered[]> {
    return this.db.many(
      `select q.region_code as asked_region, p.* from unnest($1::text[], $2::text[], $3::text[]) as q (service_id, region_code, above)
       cross join lateral (
         select c.reroute_id, c.version, r.incident_id, c.service_id, c.region_code, c.published_from as published_at, c.gap,
           case when c.returns_said_at <= $4 then c.returns_on end as returns_on
         from rerouting.coverage c join rerouting.reroute r on r.id = c.reroute_id
         where c.service_id = q.service_id and c.region_code = any(string_to_array(q.above, ' '))
           and c.published_from <= $4 and (c.published_until is null or c.published_until > $4)
         order by length(c.region_code) desc, c.published_from desc limit 1) p`,
      [
        asked.map(({ serviceId }) => serviceId),
        asked.map(({ regionCode }) => regionCode),
        asked.map(({ above }) => above.join(' ')),
        at,
      ],
    );
  }

  /** In the order of their ranks. */
  async legs(covered: Covered[]): Promise<(Leg & { rerouteId: string })[]> {
    if (covered.length === 0) return [];
    const rows = await this.db.many(
      `select reroute_id, ${LEG_COLUMNS} from rerouting.leg where (reroute_id, version, service_id, region_code)
         in (select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[])) order by reroute_id, service_id, region_code, rank`,
      [
        covered.map(({ rerouteId }) => rerouteId),
        covered.map(({ version }) => version),
        covered.map(({ serviceId }) => serviceId),
        covered.map(({ regionCode }) => regionCode),
      ],
    );
    return allWithoutNulls(rows);
  }
}
