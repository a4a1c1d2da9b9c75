import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { lineage } from '../region-rules.js';
import type { Visit, Words } from '../types.js';
import { lastDay } from './visit-of.js';

/** A visit with what tells who comes. */
export interface ListedVisit {
  visit: Visit;
  /** Counts its changes. */
  version: number;
  changedAt: Date;
  cancelledAt?: Date;
  serviceId: string;
  serviceNames: Words;
  channelId: string;
  /** The unit. */
  channel: string;
  phone?: string;
  officeId?: string;
}

export interface VisitQuery {
  /** Those for its people, or for those of a part of it. */
  regionCode?: string;
  officeId?: string;
  channelId?: string;
  serviceId?: string;
}

const LISTED = `
  select v.facts as visit, v.version, v.changed_at, v.cancelled_at, o.service_id, s.facts -> 'names' as service_names,
    c.id as channel_id, c.facts ->> 'name' as channel, c.facts ->> 'phone' as phone, c.office_id
  from directory.visit v
  join directory.offering o on o.id = v.offering_id
  join directory.service s on s.id = o.service_id
  join directory.channel c on c.id = o.channel_id`;

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

  async get(id: string): Promise<ListedVisit | undefined> {
    return withoutNulls<ListedVisit>(await this.db.maybe(`${LISTED} where v.id = $1`, [id]));
  }

  /** Cancelled ones too, that are not over before the civil date `from`. */
  async find({ regionCode, officeId, channelId, serviceId }: VisitQuery, from: string): Promise<ListedVisit[]> {
    const rows = await this.db.many(
      `${LISTED} where v.last_day >= $1
         and ($2::text is null or v.serves && $3 or exists (select from unnest(v.serves) code where starts_with(code, $2 || '.')))
         and ($4::text is null or c.office_id = $4) and ($5::text is null or c.id = $5) and ($6::text is null or o.service_id = $6)
       order by v.facts ->> 'begins', v.id`,
      [from, regionCode ?? null, regionCode ? lineage(regionCode) : [], officeId ?? null, channelId ?? null, serviceId ?? null],
    );
    return allWithoutNulls(rows);
  }

  /** Of two people who change the same visit the second sees what the first did. Undefined where there is none. */
  async lock(id: string): Promise<ListedVisit | undefined> {
    await this.db.many('select id from directory.visit where id = $1 for update', [id]);
    return this.get(id);
  }

  /** Throws PostgreSQL's unique violation where the unit comes to that place at that time already. */
  async add(visit: Visit, now: Date): Promise<void> {
    await this.db.run(
      'insert into directory.visit (id, offering_id, region_code, serves, last_day, facts, changed_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [visit.id, visit.offeringId, visit.regionCode, visit.serves, lastDay(visit), visit, now],
    );
  }

  /** Puts away what the offering's visits were long ago, so that reading it does not grow with the years. */
  async shelve(offeringId: string, before: string): Promise<void> {
    await this.db.run(
      'update directory.visit set shelved = true where offering_id = $1 and cancelled_at is null and not shelved and last_day < $2',
      [offeringId, before],
    );
  }

  async cancelDay(id: string, date: string, now: Date): Promise<void> {
    await this.db.run(
      `update directory.visit set version = version + 1, changed_at = $3,
         facts = jsonb_set(facts, '{except}', (facts -> 'except') || to_jsonb($2::text)) where id = $1`,
      [id, date, now],
    );
  }

  async cancel(id: string, now: Date): Promise<void> {
    await this.db.run('update directory.visit set version = version + 1, changed_at = $2, cancelled_at = $2 where id = $1', [
      id,
      now,
    ]);
  }
}
