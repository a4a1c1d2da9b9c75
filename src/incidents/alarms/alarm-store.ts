import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Alarm, AlarmCall, CallOutcome } from '../types.js';

const COLUMNS = 'id, kind, office_id, incident_id, source_id, at, by, seen_at, seen_by';
const CALL = 'alarm_id, member_id, function_name, channel, at, outcome, error';

@Injectable()
export class AlarmStore {
  constructor(private readonly db: Db) {}

  async add({ id, kind, officeId, incidentId, sourceId, at, by }: Alarm): Promise<void> {
    await this.db.run(
      'insert into incidents.alarm (id, kind, office_id, incident_id, source_id, at, by) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, kind, officeId, incidentId, sourceId, at, by],
    );
  }

  async get(id: string): Promise<Alarm> {
    const known = z.uuid().safeParse(id).success;
    const row = known && (await this.db.maybe(`select ${COLUMNS} from incidents.alarm where id = $1`, [id]));
    if (!row) throw errors.noSuchAlarm({ alarmId: id });
    return withoutNulls<Alarm>(row);
  }

  /** Newest first. */
  async unseen(): Promise<Alarm[]> {
    return allWithoutNulls(
      await this.db.many(`select ${COLUMNS} from incidents.alarm where seen_at is null order by at desc, id`),
    );
  }

  /** The first who has seen it stays on record. */
  async see(id: string, by: string, now: Date): Promise<void> {
    await this.db.run('update incidents.alarm set seen_at = $3, seen_by = $2 where id = $1 and seen_at is null', [id, by, now]);
  }

  /** What it was about has ended by itself: nobody needs to look. */
  async seeAllOf(officeId: string, kind: Alarm['kind'], by: string, now: Date): Promise<void> {
    await this.db.run(
      'update incidents.alarm set seen_at = $4, seen_by = $3 where office_id = $1 and kind = $2 and seen_at is null',
      [officeId, kind, by, now],
    );
  }

  /** A later alarm of the same source says it all. */
  async seeAllOfSource(sourceId: string, by: string, now: Date): Promise<void> {
    await this.db.run('update incidents.alarm set seen_at = $3, seen_by = $2 where source_id = $1 and seen_at is null', [
      sourceId,
      by,
      now,
    ]);
  }

  async seeAllOfVaults(by: string, now: Date): Promise<void> {
    await this.db.run(`update incidents.alarm set seen_at = $2, seen_by = $1 where kind = 'keeping' and seen_at is null`, [
      by,
      now,
    ]);
  }

  async addCalls(calls: readonly AlarmCall[]): Promise<void> {
    await this.db.run(
      `insert into incidents.alarm_call (${CALL}) select ${CALL} from jsonb_populate_recordset(null::incidents.alarm_call, $1)
       on conflict do nothing`,
      [JSON.stringify(calls.map(row))],
    );
  }

  async calls(alarmId: string): Promise<AlarmCall[]> {
    return allWithoutNulls(
      await this.db.many(`select ${CALL} from incidents.alarm_call where alarm_id = $1 order by function_name, channel`, [
        alarmId,
      ]),
    );
  }

  async recordOutcome({ alarmId, memberId, channel }: AlarmCall, outcome: CallOutcome, error?: string): Promise<void> {
    await this.db.run(
      'update incidents.alarm_call set outcome = $4, error = $5 where alarm_id = $1 and member_id = $2 and channel = $3',
      [alarmId, memberId, channel, outcome, error],
    );
  }
}

function row({ alarmId, memberId, functionName, ...call }: AlarmCall): object {
  return { alarm_id: alarmId, member_id: memberId, function_name: functionName, ...call };
}
