import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { Visit } from '../types.js';
import { lastDay } from './visit-of.js';

@Injectable()
export class VisitStore {
  constructor(private readonly db: Db) {}

  /** Those of a file. What was cancelled here stays so. Returns how many were new or different. */
  save(visits: Visit[], now: Date): Promise<number> {
    if (visits.length === 0) return Promise.resolve(0);
    const rows = visits.map((visit) => ({ visit, last_day: lastDay(visit) }));
    return this.db.run(
      `insert into directory.visit as v (id, offering_id, region_code, serves, last_day, facts, changed_at)
       select r.visit ->> 'id', r.visit ->> 'offeringId', r.visit ->> 'regionCode',
         array(select jsonb_array_elements_text(r.visit -> 'serves')), r.last_day, r.visit, $2
       from jsonb_to_recordset($1) as r (visit jsonb, last_day date)
       on conflict (id) do update set offering_id = excluded.offering_id, region_code = excluded.region_code, serves = excluded.serves,
         last_day = excluded.last_day, version = v.version + 1, changed_at = excluded.changed_at,
         facts = excluded.facts || jsonb_build_object('except', (
           select coalesce(jsonb_agg(distinct day order by day), '[]') from (
             select jsonb_array_elements_text(excluded.facts -> 'except') union select jsonb_array_elements_text(v.facts -> 'except')) t (day)))
       where v.facts - 'except' is distinct from excluded.facts - 'except' or not v.facts -> 'except' @> excluded.facts -> 'except'`,
      [JSON.stringify(rows), now],
    );
  }
}
