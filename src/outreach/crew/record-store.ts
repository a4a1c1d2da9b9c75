import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import type { Resolution, TakenRecord } from '../types.js';

const COLUMNS = 'key, id, device, number, visit_id, request_id, outcome, people, note, written_at, taken_at';

@Injectable()
export class RecordStore {
  constructor(private readonly db: Db) {}

  /** Adds what is not there yet; returns how many. */
  async add(records: TakenRecord[], takenBy: string): Promise<number> {
    return this.db.run(
      `insert into outreach.record (key, id, device, number, visit_id, request_id, outcome, people, note, written_at, taken_at, taken_by)
       select key, id, device, number, "visitId", "requestId", outcome, people, note, "writtenAt", "takenAt", $2
       from jsonb_to_recordset($1) as r (key text, id uuid, device text, number int, "visitId" uuid, "requestId" uuid, outcome text,
         people int, note text, "writtenAt" timestamptz, "takenAt" timestamptz) on conflict (key) do nothing`,
      [JSON.stringify(records), takenBy],
    );
  }

  /** All that was ever written of these requests, in the order in which it came. */
  async of(requestIds: string[]): Promise<TakenRecord[]> {
    return allWithoutNulls(
      await this.db.many(`select ${COLUMNS} from outreach.record where request_id = any($1) order by number_taken`, [requestIds]),
    );
  }

  async resolve(resolution: Resolution): Promise<void> {
    const { requestId, visitId, outcome, basis, note, resolvedBy, resolvedAt } = resolution;
    await this.db.run(
      `insert into outreach.resolution (request_id, visit_id, outcome, basis, note, resolved_by, resolved_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [requestId, visitId ?? null, outcome, basis, note, resolvedBy, resolvedAt],
    );
  }

  /** The newest first. */
  async resolutionsOf(requestIds: string[]): Promise<Resolution[]> {
    return allWithoutNulls(
      await this.db.many(
        `select request_id, visit_id, outcome, basis, note, resolved_by, resolved_at from outreach.resolution
         where request_id = any($1) order by number desc`,
        [requestIds],
      ),
    );
  }
}
