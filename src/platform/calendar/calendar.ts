import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../config.js';
import { addWorkingDays, type Holidays, isWorkingDay, workingDaysBetween } from './rules.js';

const file = z.object({
  source: z.string(),
  until: z.iso.date(),
  holidays: z.array(
    z.object({ date: z.iso.date(), name: z.string(), kind: z.enum(['national', 'joint-leave']), estimated: z.boolean() }),
  ),
});

/** The civil calendar of `data/holidays/indonesia.json`. Calendars change late: edit the file and start again. */
@Injectable()
export class Calendar {
  readonly holidays: Holidays;
  /** No holiday after this date is known. */
  readonly knownUntil: string;

  constructor(config: Config) {
    const { holidays, until } = file.parse(
      JSON.parse(readFileSync(config.shipped('data', 'holidays', 'indonesia.json'), 'utf8')),
    );
    this.holidays = new Map(holidays.map((holiday) => [holiday.date, holiday]));
    this.knownUntil = until;
  }

  isWorkingDay(date: string): boolean {
    return isWorkingDay(date, this.holidays);
  }

  /** The `days`-th working day after the civil date `date`. */
  addWorkingDays(date: string, days: number): string {
    return addWorkingDays(date, days, this.holidays);
  }

  /** Working days after `from`, up to and with `to`. */
  workingDaysBetween(from: string, to: string): number {
    return workingDaysBetween(from, to, this.holidays);
  }
}
