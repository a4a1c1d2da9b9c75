import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import type { OpenAlarm } from './alarm-rules.js';

/** What all sources share: the vaults and the officers' keys. No source can have this id. */
export const SHARED = '*';

@Injectable()
export class AlarmStore {
  constructor(private readonly db: Db) {}

  /** Of a source, by its id, or of what all share. */
  async of(about: string): Promise<OpenAlarm[]> {
    const sql = 'select alarm, since, told_at from backup.alarm where about = $1 order by since, alarm';
    return allWithoutNulls(await this.db.many(sql, [about]));
  }

  /** Of all, by what they are about. */
  async all(): Promise<Map<string, OpenAlarm[]>> {
    const rows = await this.db.many<OpenAlarm & { about: string }>(
      'select about, alarm, since, told_at from backup.alarm order by since, alarm',
    );
    return Map.groupBy(allWithoutNulls<OpenAlarm & { about: string }>(rows), ({ about }) => about);
  }

  /** Those that are not among them have ended. */
  async replace(about: string, open: readonly OpenAlarm[]): Promise<void> {
    await this.db.run('delete from backup.alarm where about = $1', [about]);
    await this.db.run(
      `insert into backup.alarm (about, alarm, since, told_at)
       select $1, alarm, since, told_at from jsonb_to_recordset($2) as t (alarm text, since timestamptz, told_at timestamptz)`,
      [about, JSON.stringify(open.map(({ alarm, since, toldAt }) => ({ alarm, since, told_at: toldAt })))],
    );
  }
}
