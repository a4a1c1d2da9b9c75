import { type Weekday, weekdays } from '../../types.js';
import type { Json, JsonObject } from '../types.js';
import { hsdsId } from './hsds-id.js';

const BYDAY: Record<Weekday, string> = { mon: 'MO', tue: 'TU', wed: 'WE', thu: 'TH', fri: 'FR', sat: 'SA', sun: 'SU' };
const HOURS_A_DAY = 24;

/** Weekly hours as HSDS schedules; an opening past midnight closes by the clock of the next day. */
export function schedulesOf(offeringId: string, weekly: JsonObject): JsonObject[] {
  return weekdays.flatMap((day) =>
    ((weekly[day] ?? []) as { open: string; close: string }[]).map(({ open, close }, index) => ({
      id: hsdsId('part', `schedule.${offeringId}.${day}.${index}`),
      freq: 'WEEKLY',
      interval: 1,
      wkst: 'MO',
      byday: BYDAY[day],
      opens_at: open,
      closes_at: close > '24:00' ? shifted(close, -HOURS_A_DAY) : close,
    })),
  );
}

/** The weekly hours in HSDS schedules; `BYDAY` may name several days. Other rules than weekly ones are left out. */
export function weeklyOf(schedules: Json | undefined): JsonObject {
  const weekly: Record<string, Json[]> = {};
  for (const { freq, byday, opens_at: opens, closes_at: closes } of (schedules ?? []) as JsonObject[]) {
    if (freq !== 'WEEKLY' || typeof byday !== 'string' || typeof opens !== 'string' || typeof closes !== 'string') continue;
    const [open, close] = [clock(opens), clock(closes)];
    for (const day of weekdays.filter((one) => byday.split(',').includes(BYDAY[one])))
      weekly[day] = [...(weekly[day] ?? []), { open, close: close > open ? close : shifted(close, HOURS_A_DAY) }];
  }
  return weekly;
}

/** `08:00:00+07:00` is `08:00`. */
const clock = (time: string) => time.slice(0, 'hh:mm'.length);

function shifted(time: string, hours: number): string {
  return `${String(Number(time.slice(0, 2)) + hours).padStart(2, '0')}${time.slice(2)}`;
}
