import { DAY_MS } from '../time.js';
export type HolidayKind = 'national' | 'joint-leave';

/** A day off of the civil calendar; `estimated` where no decree has fixed it yet. Dates are civil: `'2025-09-05'`. */
export interface Holiday {
  date: string;
  name: string;
  nameEn?: string;
  kind: HolidayKind;
  estimated: boolean;
  /** Law, decree or page that says so. */
  source?: string;
}

export type Holidays = ReadonlyMap<string, Holiday>;

const SATURDAY = 6;
const SUNDAY = 0;

/** Hari kerja: Monday to Friday, without national holidays and joint leave (cuti bersama). */
export function isWorkingDay(date: string, holidays: Holidays): boolean {
  const weekday = toUtc(date).getUTCDay();
  return weekday !== SATURDAY && weekday !== SUNDAY && !holidays.has(date);
}

/** The `days`-th working day after `date`; 0 gives `date` itself. */
export function addWorkingDays(date: string, days: number, holidays: Holidays): string {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
}

/** Working days after `from`, up to and with `to`. */
export function workingDaysBetween(from: string, to: string, holidays: Holidays): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, holidays)) count++;
  return count;
}

export function addDays(date: string, days: number): string {
  return new Date(toUtc(date).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

function toUtc(date: string): Date {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) throw new RangeError(`not a date: ${date}`);
  return day;
}
