import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { HomeVisit } from '../types.js';

const COLUMNS = `id, state, service_id, village_code, on_day, opens, closes, place, crew, quota, directory_visit_id, created_at, published_at`;

/** A visit of the roster with how many are on it. */
export interface RosterLine extends HomeVisit {
  requests: number;
  people: number;
  conflicts: number;
}

const LINES = `select ${COLUMNS.split(',')
  .map((column) => `v.${column.trim()}`)
  .join(', ')}, count(r.id)::int as requests, coalesce(sum(r.people), 0)::int as people,
  (count(r.id) filter (where r.conflicts <> '{}'))::int as conflicts
  from outreach.visit v left join outreach.request r on r.visit_id = v.id and r.state in ('planned', 'served', 'not-met')`;

@Injectable()
export class VisitStore {
  constructor(private readonly db: Db) {}

  async insert(visits: HomeVisit[]): Promise<void> {
    await this.db.run(
      `insert into outreach.visit (id, state, service_id, village_code, on_day, opens, closes, place, crew, quota, created_at)
       select id, state, "serviceId", "villageCode", "onDay", opens, closes, place, crew, quota, "createdAt"
       from jsonb_to_recordset($1) as v (id uuid, state text, "serviceId" text, "villageCode" text, "onDay" date, opens text,
         closes text, place text, crew text, quota int, "createdAt" timestamptz)`,
      [JSON.stringify(visits)],
    );
  }

  async save(visit: HomeVisit): Promise<void> {
    await this.db.run(
      `update outreach.visit set state = $2, on_day = $3, opens = $4, closes = $5, place = $6, crew = $7, quota = $8,
       directory_visit_id = $9, published_at = $10 where id = $1`,
      [
        visit.id,
        visit.state,
        visit.onDay,
        visit.opens,
        visit.closes,
        visit.place,
        visit.crew,
        visit.quota,
        visit.directoryVisitId ?? null,
        visit.publishedAt ?? null,
      ],
    );
  }

  /** Throws `outreach.no-such-visit`. */
  async lock(id: string): Promise<HomeVisit> {
    return found(await this.db.maybe(`select ${COLUMNS} from outreach.visit where id = $1 for update`, [id]));
  }

  /** Throws `outreach.no-such-visit`. */
  async get(id: string): Promise<HomeVisit> {
    return found(await this.db.maybe(`select ${COLUMNS} from outreach.visit where id = $1`, [id]));
  }

  /** In the order of their days. */
  async lines(from: string, limit: number): Promise<RosterLine[]> {
    return allWithoutNulls(
      await this.db.many(
        `${LINES} where v.state <> 'cancelled' and v.on_day >= $1 group by v.id order by v.on_day, v.opens, v.crew, v.id limit $2`,
        [from, limit],
      ),
    );
  }

  /** Crews and days that are taken already. */
  async takenSlots(from: string): Promise<Set<string>> {
    const rows = await this.db.many<{ onDay: string; crew: string }>(
      `select on_day, crew from outreach.visit where state <> 'cancelled' and on_day >= $1`,
      [from],
    );
    return new Set(rows.map(({ onDay, crew }) => `${onDay} ${crew}`));
  }
}

function found(row: object | undefined): HomeVisit {
  if (!row) throw errors.noSuchVisit();
  return withoutNulls<HomeVisit>(row);
}
