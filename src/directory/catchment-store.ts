import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import { lineage } from './region-rules.js';
import type { Question } from './types.js';

/** Who is served by what, for many at once: each a statement, however many ask. */
@Injectable()
export class CatchmentStore {
  constructor(private readonly db: Db) {}

  /** The counter or outreach whose catchment holds the region, the narrowest first; online channels are nobody's usual place. */
  usual(questions: Question[]): Promise<(Question & { offeringId: string })[]> {
    return this.db.many(
      `select q.service_id, q.region_code, u.id as offering_id
       from unnest($1::text[], $2::text[], $3::text[]) as q (service_id, region_code, above)
       cross join lateral (
         select o.id from directory.catchment h join directory.offering o on o.id = h.offering_id join directory.channel c on c.id = o.channel_id
         where h.region_code = any(string_to_array(q.above, ' ')) and o.service_id = q.service_id and c.kind in ('counter', 'outreach')
         order by length(h.region_code) desc, o.id limit 1) u`,
      [
        questions.map(({ serviceId }) => serviceId),
        questions.map(({ regionCode }) => regionCode),
        questions.map(({ regionCode }) => lineage(regionCode).join(' ')),
      ],
    );
  }

  /** The ids of the offerings of these services through channels of these kinds. */
  async through(kinds: string[], serviceIds: string[]): Promise<string[]> {
    const rows = await this.db.many<{ id: string }>(
      `select o.id from directory.offering o join directory.channel c on c.id = o.channel_id
       where o.service_id = any($1) and c.kind = any($2) order by o.id`,
      [serviceIds, kinds],
    );
    return rows.map(({ id }) => id);
  }

  everyone(): Promise<Question[]> {
    return this.db.many(
      `select distinct o.service_id, r.code as region_code
       from directory.catchment k join directory.offering o on o.id = k.offering_id join directory.channel c on c.id = o.channel_id
       join directory.region r on r.level = 'kecamatan' and (r.code = k.region_code or r.code > k.region_code || '.' and r.code < k.region_code || '/')
       where c.kind in ('counter', 'outreach') order by o.service_id, r.code`,
    );
  }

  servedBy(offeringIds: string[]): Promise<Question[]> {
    return this.db.many(
      `select distinct o.service_id, k.region_code from directory.offering o join directory.catchment k on k.offering_id = o.id
       where o.id = any($1) order by o.service_id, k.region_code`,
      [offeringIds],
    );
  }
}
