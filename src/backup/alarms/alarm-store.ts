import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import { present } from '../point-store.js';
import type { OpenAlarm } from './alarm-rules.js';

@Injectable()
export class AlarmStore {
  constructor(private readonly db: Db) {}

  async of(sourceId: string): Promise<OpenAlarm[]> {
    const rows = await this.db.many<OpenAlarm>(
      'select alarm, since, told_at from backup.alarm where source_id = $1 order by since, alarm',
      [sourceId],
    );
    return rows.map(present);
  }

  /** Those that are not among them have ended. */
  async replace(sourceId: string, open: readonly OpenAlarm[]): Promise<void> {
    await this.db.run('delete from backup.alarm where source_id = $1', [sourceId]);
    await this.db.run(
      `insert into backup.alarm (source_id, alarm, since, told_at)
       select $1, alarm, since, told_at from jsonb_to_recordset($2) as t (alarm text, since timestamptz, told_at timestamptz)`,
      [sourceId, JSON.stringify(open.map(({ alarm, since, toldAt }) => ({ alarm, since, told_at: toldAt })))],
    );
  }
}
