import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, isUniqueViolation, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import { asJson } from '../point-store.js';
import type { Request } from './types.js';

const COLUMNS = `id, kind, source_id, point_id, hold_id, policy, digest, reason, asked_by, asked_at, due_at, state, decided_by, decided_at`;

@Injectable()
export class RequestStore {
  constructor(private readonly db: Db) {}

  async lock(id: string): Promise<Request> {
    const request = await this.db.maybe<Request>(`select ${COLUMNS} from backup.request where id = $1 for update`, [id]);
    if (!request) throw errors.noSuchRequest({ request: id });
    return withoutNulls(request);
  }

  /** Newest first, the newest 50. */
  async ofSource(sourceId: string): Promise<Request[]> {
    const rows = await this.db.many<Request>(
      `select ${COLUMNS} from backup.request where source_id = $1 order by asked_at desc, id desc limit 50`,
      [sourceId],
    );
    return allWithoutNulls(rows);
  }

  /** Of all sources, those that may still be answered, oldest first. */
  async waiting(now: Date): Promise<Request[]> {
    const rows = await this.db.many<Request>(
      `select ${COLUMNS} from backup.request where state = 'waiting' and due_at > $1 order by asked_at, id`,
      [now],
    );
    return allWithoutNulls(rows);
  }

  /** What nobody answered in time does not stand in the way of asking again. */
  async expire(sourceId: string, now: Date): Promise<void> {
    await this.db.run(`update backup.request set state = 'expired' where source_id = $1 and state = 'waiting' and due_at <= $2`, [
      sourceId,
      now,
    ]);
  }

  /** Throws `already-asked`. */
  async add(request: Request): Promise<void> {
    const { id, kind, sourceId, pointId, holdId, policy, digest, reason, askedBy, askedAt, dueAt } = request;
    await this.db
      .run(
        `insert into backup.request (id, kind, source_id, point_id, hold_id, policy, digest, reason, asked_by, asked_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [id, kind, sourceId, pointId, holdId, asJson(policy), digest, reason, askedBy, askedAt, dueAt],
      )
      .catch((error) => {
        throw isUniqueViolation(error, 'request_one_waiting') ? errors.alreadyAsked({ source: sourceId, kind }) : error;
      });
  }

  async decide({ id, state, decidedBy, decidedAt }: Request): Promise<void> {
    await this.db.run('update backup.request set state = $2, decided_by = $3, decided_at = $4 where id = $1', [
      id,
      state,
      decidedBy,
      decidedAt,
    ]);
  }
}
