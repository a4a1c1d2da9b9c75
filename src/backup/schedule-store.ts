import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../platform/index.js';
import { NEWEST_FIRST, WHOLE } from './point-store.js';
import { TRIES, type Tried } from './schedule.js';
import type { Point } from './types.js';

const COLUMNS = 'id, source_id, state, cause, begun_at, verified_at, proven_at, failed_at, removed_at';

/** What the rules of the schedule look at, for many sources at once: each a statement, however many they are. */
@Injectable()
export class ScheduleStore {
  constructor(private readonly db: Db) {}

  /** Newest first: the last that did not fail, the last failures, the newest whole one, and the one that was proven last. */
  async points(sourceIds: readonly string[]): Promise<Map<string, Point[]>> {
    const rows = await this.db.many<Point>(
      `select ${COLUMNS} from backup.point where id in (
         select n.id from unnest($1::text[]) as s (id) cross join lateral (
           (select id from backup.point where source_id = s.id and state <> 'failed' ${NEWEST_FIRST} limit 1)
           union (select id from backup.point where source_id = s.id and state = 'failed' ${NEWEST_FIRST} limit $2)
           union (select id from backup.point where ${WHOLE} ${NEWEST_FIRST} limit 1)
           union (select id from backup.point where source_id = s.id and proven_at is not null order by proven_at desc limit 1)) as n)
       ${NEWEST_FIRST}`,
      [sourceIds, TRIES],
    );
    return Map.groupBy(allWithoutNulls(rows), ({ sourceId }) => sourceId);
  }

  /** Of each source the whole point that nobody has read since then and that was left alone for longest. */
  async unread(since: readonly { sourceId: string; slot: Date }[]): Promise<Map<string, Tried[]>> {
    const rows = await this.db.many<Tried>(
      `select u.* from unnest($1::text[], $2::timestamptz[]) as s (id, slot) cross join lateral (
         select ${COLUMNS}, tried_at from backup.point
           left join lateral (select max(read_at) as tried_at from backup.copy where point_id = point.id) as c on true
         where ${WHOLE} and coalesce(verified_at, begun_at) < s.slot
         order by coalesce(tried_at, verified_at, begun_at), begun_at desc, id desc limit 1) as u`,
      [since.map(({ sourceId }) => sourceId), since.map(({ slot }) => slot)],
    );
    return Map.groupBy(allWithoutNulls(rows), ({ sourceId }) => sourceId);
  }
}
