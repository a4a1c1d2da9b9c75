import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../platform/index.js';
import { COLUMNS, NEWEST_FIRST, WHOLE } from './point-store.js';
import type { TimedRestore } from './standing.js';
import type { Copy, Point } from './types.js';

/** A copy that was read back whole. */
export type WholeCopy = Pick<Copy, 'pointId' | 'vaultId' | 'lockedUntil'>;

/** What the rules of standing look at, for many sources at once: each a statement, however many they are. */
@Injectable()
export class StandingStore {
  constructor(private readonly db: Db) {}

  /**
   * Newest first, and of `PointStore.ofSource` only those that can matter: the last that has ended; of the whole ones the newest, the
   * newest proven, the first, the one unread for longest and the last ten with a size; the last ten proofs.
   */
  async points(sourceIds: readonly string[]): Promise<Map<string, Point[]>> {
    const rows = await this.db.many<Point>(
      `select ${COLUMNS} from backup.point where id in (
         select n.id from unnest($1::text[]) as s (id) cross join lateral (
           (select id from backup.point where source_id = s.id and state <> 'running' ${NEWEST_FIRST} limit 1)
           union (select id from backup.point where ${WHOLE} ${NEWEST_FIRST} limit 2)
           union (select id from backup.point where ${WHOLE} and state = 'proven' ${NEWEST_FIRST} limit 1)
           union (select id from backup.point where ${WHOLE} order by begun_at, id limit 1)
           union (select id from backup.point where ${WHOLE} order by coalesce(verified_at, begun_at) limit 1)
           union (select id from backup.point where ${WHOLE} and raw_bytes is not null ${NEWEST_FIRST} limit 10)
           union (select id from backup.point where source_id = s.id and proven_at is not null and prove_seconds is not null and (${WHOLE}
               or id in (select id from backup.point where source_id = s.id ${NEWEST_FIRST} limit 200))
             order by proven_at desc, begun_at, id limit 10)) as n)
       ${NEWEST_FIRST}`,
      [sourceIds],
    );
    return Map.groupBy(allWithoutNulls(rows), ({ sourceId }) => sourceId);
  }

  /** Newest first: of the last fifty those that were done, with their times. */
  async restores(sourceIds: readonly string[]): Promise<Map<string, TimedRestore[]>> {
    const rows = await this.db.many<TimedRestore & { sourceId: string }>(
      `select r.* from unnest($1::text[]) as s (id) cross join lateral (
         select id, source_id, state, begun_at, seconds from backup.restore where source_id = s.id ${NEWEST_FIRST} limit 50) as r
       where r.state = 'done' order by r.begun_at desc, r.id desc`,
      [sourceIds],
    );
    return Map.groupBy(allWithoutNulls<TimedRestore & { sourceId: string }>(rows), ({ sourceId }) => sourceId);
  }

  /** Of each point. */
  async wholeCopies(pointIds: readonly string[]): Promise<Map<string, WholeCopy[]>> {
    const rows = await this.db.many<WholeCopy>(
      `select point_id, vault_id, locked_until from backup.copy where point_id = any($1) and state = 'verified' order by vault_id`,
      [pointIds],
    );
    return Map.groupBy(allWithoutNulls<WholeCopy>(rows), ({ pointId }) => pointId);
  }
}
