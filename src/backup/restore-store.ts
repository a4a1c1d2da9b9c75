import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, Tx, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import { asJson } from './point-store.js';
import type { Restore, RestorePhase } from './types.js';

const COLUMNS = `id, source_id, point_id, target, until, place, state, phase, begun_at, ended_at, bytes_total, bytes_done, load_seconds, seconds, proof, trouble,
  asked_by, reason, due_at, answered_by, answer, drops_original, series_id, position`;

@Injectable()
export class RestoreStore {
  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
  ) {}

  async get(id: string): Promise<Restore> {
    const restore = await this.db.maybe<Restore>(`select ${COLUMNS} from backup.restore where id = $1`, [id]);
    if (!restore) throw errors.noSuchRestore({ restore: id });
    return withoutNulls(restore);
  }

  async lock(id: string): Promise<Restore> {
    await this.db.run('select from backup.restore where id = $1 for update', [id]);
    return this.get(id);
  }

  /** Newest first. */
  async ofSource(sourceId: string, limit = 50): Promise<Restore[]> {
    const rows = await this.db.many<Restore>(
      `select ${COLUMNS} from backup.restore where source_id = $1 order by begun_at desc, id desc limit $2`,
      [sourceId, limit],
    );
    return allWithoutNulls(rows);
  }

  /** Those in place that may still be approved, oldest first. */
  async asked(now: Date): Promise<Restore[]> {
    const rows = await this.db.many<Restore>(
      `select ${COLUMNS} from backup.restore where state = 'asked' and due_at > $1 order by begun_at, id`,
      [now],
    );
    return allWithoutNulls(rows);
  }

  /** In their order. */
  async ofSeries(seriesId: string): Promise<Restore[]> {
    const rows = await this.db.many<Restore>(`select ${COLUMNS} from backup.restore where series_id = $1 order by position`, [
      seriesId,
    ]);
    return allWithoutNulls(rows);
  }

  async add(restore: Restore): Promise<void> {
    await this.db.run(
      `insert into backup.restore (id, source_id, point_id, target, until, place, state, phase, begun_at, bytes_total, asked_by, reason, due_at,
         drops_original, series_id, position) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        restore.id,
        restore.sourceId,
        restore.pointId,
        restore.target,
        restore.until,
        restore.place,
        restore.state,
        restore.phase,
        restore.begunAt,
        restore.bytesTotal,
        restore.askedBy,
        restore.reason,
        restore.dueAt,
        restore.dropsOriginal,
        restore.seriesId,
        restore.position,
      ],
    );
  }

  async answer({ id, state, begunAt, endedAt, answeredBy, answer }: Restore): Promise<void> {
    await this.db.run(
      'update backup.restore set state = $2, begun_at = $3, ended_at = $4, answered_by = $5, answer = $6 where id = $1',
      [id, state, begunAt, endedAt, answeredBy, answer],
    );
  }

  async end({ id, state, place, endedAt, seconds, proof, trouble }: Restore): Promise<void> {
    await this.db.run(
      `update backup.restore set state = $2, phase = 'ended', place = $3, ended_at = $4, seconds = $5, proof = $6, trouble = $7 where id = $1`,
      [id, state, place, endedAt, seconds, asJson(proof), asJson(trouble)],
    );
  }

  async progress(id: string, phase: RestorePhase, bytesDone: number, loadSeconds: number): Promise<void> {
    const update = () =>
      this.db.run(
        `update backup.restore set phase = $2, bytes_done = $3, load_seconds = $4 where id = $1 and state = 'running'`,
        [id, phase, bytesDone, loadSeconds],
      );
    await this.tx.housekeeping('backup.progress', update);
  }
}
