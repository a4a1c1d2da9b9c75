import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import { CONDEMNING } from './rules.js';
import type { Copy, Point } from './types.js';

export const COLUMNS = `id, source_id, state, cause, begun_at, taken_at, stored_at, verified_at, proven_at, failed_at, removed_at,
  bytes, raw_bytes, sha256, take_seconds, prove_seconds, manifest, proof, trouble`;

/** Of the source `s.id`. */
export const WHOLE = `source_id = s.id and state in ('verified', 'proven') and removed_at is null`;
export const NEWEST_FIRST = 'order by begun_at desc, id desc';

/** With what stands in the way of removing it, and when its copies were last tried to be read back. */
export type WholePoint = Point & {
  triedAt?: Date;
  lockedUntil?: Date;
  held: boolean;
  unread: boolean;
  inUse: boolean;
  standsOn: string[];
};

/** With what stands in the way of taking away what it has left in the vaults. */
export type FailedPoint = Point & {
  failedAt: Date;
  lockedUntil?: Date;
  held: boolean;
  inUse: boolean;
  isBase: boolean;
  mayBeWhole: boolean;
  standsOn: string[];
};

@Injectable()
export class PointStore {
  constructor(private readonly db: Db) {}

  async get(id: string): Promise<Point> {
    const point = await this.db.maybe<Point>(`select ${COLUMNS} from backup.point where id = $1`, [id]);
    if (!point) throw errors.noSuchPoint({ point: id });
    return withoutNulls(point);
  }

  async lock(id: string): Promise<Point> {
    await this.db.run('select from backup.point where id = $1 for update', [id]);
    return this.get(id);
  }

  /** Newest first: the last 200, and whatever is whole and not removed, which failures since must not hide. */
  async ofSource(sourceId: string): Promise<Point[]> {
    const rows = await this.db.many<Point>(
      `select ${COLUMNS} from backup.point where source_id = $1
         and (state in ('verified', 'proven') and removed_at is null
           or id in (select id from backup.point where source_id = $1 order by begun_at desc, id desc limit 200))
       order by begun_at desc, id desc`,
      [sourceId],
    );
    return allWithoutNulls(rows);
  }

  /** All that is whole and not removed, newest first, without manifest and proof. */
  async whole(sourceId: string): Promise<WholePoint[]> {
    const rows = await this.db.many<WholePoint>(
      `select id, source_id, state, cause, begun_at, taken_at, verified_at, proven_at, bytes, raw_bytes,
         (select max(locked_until) from backup.copy where point_id = point.id) as locked_until,
         (select max(read_at) from backup.copy where point_id = point.id) as tried_at,
         exists (select from backup.hold where source_id = point.source_id and coalesce(point_id, point.id) = point.id and lifted_at is null) as held,
         (select not bool_or(state = 'verified') from backup.copy where point_id = point.id) is true as unread,
         exists (select from backup.restore where point_id = point.id and state = 'running') as in_use,
         array(select base ->> 'pointId' from json_array_elements(manifest -> 'repository' -> 'standsOn') as base) as stands_on
       from backup.point where source_id = $1 and state in ('verified', 'proven') and removed_at is null
       order by begun_at desc, id desc`,
      [sourceId],
    );
    return allWithoutNulls(rows);
  }

  /**
   * All that have failed and were not removed, newest first, without manifest. `isBase`: another one that was not removed stands on
   * it; `mayBeWhole`: nobody has read each of its copies back and found it bad, or it was overtaken by a restore of this database.
   */
  async failed(sourceId: string): Promise<FailedPoint[]> {
    const rows = await this.db.many<FailedPoint>(
      `with bases as materialized (
         select base ->> 'pointId' as id from backup.point, json_array_elements(manifest -> 'repository' -> 'standsOn') as base
         where source_id = $1 and removed_at is null)
       select id, source_id, state, cause, begun_at, taken_at, stored_at, failed_at, trouble, bytes, raw_bytes,
         (select max(locked_until) from backup.copy where point_id = point.id) as locked_until,
         exists (select from backup.hold where source_id = point.source_id and coalesce(point_id, point.id) = point.id and lifted_at is null) as held,
         exists (select from backup.restore where point_id = point.id and state = 'running') as in_use,
         exists (select from bases where id = point.id::text) as is_base,
         trouble ->> 'code' = 'backup.overtaken' or manifest is not null and exists (select from backup.copy c
           where c.point_id = point.id and (c.state <> 'failed' or c.trouble is null or not c.trouble ->> 'code' = any($2))) as may_be_whole,
         array(select base ->> 'pointId' from json_array_elements(manifest -> 'repository' -> 'standsOn') as base) as stands_on
       from backup.point where source_id = $1 and state = 'failed' and removed_at is null
       order by begun_at desc, id desc`,
      [sourceId, CONDEMNING],
    );
    return allWithoutNulls(rows);
  }

  /** Sources with points that failed before `before` and were not removed. */
  async failedSources(before: Date): Promise<Set<string>> {
    const sql = `select distinct source_id from backup.point where state = 'failed' and removed_at is null and failed_at < $1`;
    const rows = await this.db.many<{ sourceId: string }>(sql, [before]);
    return new Set(rows.map(({ sourceId }) => sourceId));
  }

  /** Whoever removes a point of a source, holds it or begins to restore it, waits for the others. */
  async guard(sourceId: string): Promise<void> {
    await this.db.run(`select pg_advisory_xact_lock(hashtextextended('backup.retention/' || $1, 0))`, [sourceId]);
  }

  async add({ id, sourceId, state, cause, begunAt }: Point): Promise<void> {
    await this.db.run('insert into backup.point (id, source_id, state, cause, begun_at) values ($1, $2, $3, $4, $5)', [
      id,
      sourceId,
      state,
      cause,
      begunAt,
    ]);
  }

  async save(point: Point): Promise<void> {
    await this.db.run(
      `update backup.point set state = $2, taken_at = $3, stored_at = $4, verified_at = $5, proven_at = $6, failed_at = $7, removed_at = $8,
         bytes = $9, raw_bytes = $10, sha256 = $11, take_seconds = $12, prove_seconds = $13, manifest = $14, proof = $15, trouble = $16
       where id = $1`,
      [
        point.id,
        point.state,
        point.takenAt,
        point.storedAt,
        point.verifiedAt,
        point.provenAt,
        point.failedAt,
        point.removedAt,
        point.bytes,
        point.rawBytes,
        point.sha256,
        point.takeSeconds,
        point.proveSeconds,
        asJson(point.manifest),
        asJson(point.proof),
        asJson(point.trouble),
      ],
    );
  }

  async copies(pointId: string): Promise<Copy[]> {
    const rows = await this.db.many<Copy>(
      `select point_id, vault_id, state, read_at, trouble, locked_until, lock_mode, tried_at, gone_at
       from backup.copy where point_id = $1 order by vault_id`,
      [pointId],
    );
    return allWithoutNulls(rows);
  }

  async saveCopy({ pointId, vaultId, state, readAt, trouble }: Copy): Promise<void> {
    await this.db.run(
      `insert into backup.copy (point_id, vault_id, state, read_at, trouble) values ($1, $2, $3, $4, $5)
       on conflict (point_id, vault_id) do update set state = excluded.state, read_at = excluded.read_at, trouble = excluded.trouble`,
      [pointId, vaultId, state, readAt, asJson(trouble)],
    );
  }

  async saveLock({ pointId, vaultId, lockedUntil, lockMode }: Omit<Copy, 'state'>): Promise<void> {
    await this.db.run('update backup.copy set locked_until = $3, lock_mode = $4 where point_id = $1 and vault_id = $2', [
      pointId,
      vaultId,
      lockedUntil,
      lockMode,
    ]);
  }

  kept(): Promise<(Pick<Point, 'sourceId' | 'cause'> & { count: number })[]> {
    return this.db.many(
      `select source_id, cause, count(*) as count from backup.point where stored_at is not null and removed_at is null
       group by source_id, cause order by source_id, cause`,
    );
  }

  async isAnyStored(): Promise<boolean> {
    return (await this.db.one<{ any: boolean }>('select exists (select from backup.point where stored_at is not null) as any'))
      .any;
  }
}

export function asJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
