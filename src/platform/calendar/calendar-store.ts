import { Injectable } from '@nestjs/common';
import { Db } from '../database/db.js';
import { allWithoutNulls } from '../database/rows.js';
import type { HolidayVersion } from './versions.js';

/** What was recorded of the calendar beside the shipped file; only ever added to. */
@Injectable()
export class CalendarStore {
  constructor(private readonly db: Db) {}

  get isConnected(): boolean {
    return this.db.isConnected;
  }

  async versions(): Promise<HolidayVersion[]> {
    const rows = await this.db.many<HolidayVersion>(
      'select date, kind, name, name_en, false as estimated, source, known_since from platform.holiday_version order by id',
    );
    return allWithoutNulls(rows);
  }

  /** Two people who change the calendar at once take turns. */
  async takeTurn(): Promise<void> {
    await this.db.many(`select pg_advisory_xact_lock(hashtext('platform.holiday_version'))`);
  }

  async add({ date, kind, name, nameEn, source, knownSince }: HolidayVersion, by: string): Promise<void> {
    await this.db.run(
      `insert into platform.holiday_version (date, kind, name, name_en, source, known_since, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [date, kind, name, nameEn, source, knownSince, by],
    );
  }
}
