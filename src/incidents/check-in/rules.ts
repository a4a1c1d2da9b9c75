import { DateTime } from 'luxon';
import { nextOpening, type Offering, type Office } from '../../directory/index.js';
import { type Holidays, MINUTE_MS } from '../../platform/index.js';
import type { CheckIn, CheckInState } from './types.js';

/** So long after its opening an office may take to say that it is open. */
export const GRACE_MINUTES = 30;
/** So long it may take to answer the question. */
const ALARM_AFTER_MINUTES = 30;

/** What follows when an office has still said nothing; what it says itself leads to `open` from every state. */
const NEXT: Partial<Record<CheckInState, CheckInState>> = { waiting: 'asked', asked: 'alarmed' };

/** When the first counter of an office opens on a civil date; undefined on a day off, or before the office has its first day. */
export function opensOn(
  office: Pick<Office, 'opensOn' | 'zone'>,
  offerings: readonly Pick<Offering, 'channel' | 'hours'>[],
  holidays: Holidays,
  date: string,
): Date | undefined {
  if (office.opensOn !== undefined && date < office.opensOn) return undefined;
  const midnight = DateTime.fromISO(date, { zone: office.zone });
  const openings = offerings
    .filter(({ channel }) => channel.kind === 'counter')
    .flatMap(({ hours }) => nextOpening(hours, holidays, midnight.toJSDate(), office.zone) ?? [])
    .filter(({ opensAt }) => opensAt < midnight.plus({ days: 1 }).toJSDate());
  return openings.map(({ opensAt }) => opensAt).sort((a, b) => a.getTime() - b.getTime())[0];
}

/** The day of an office, as it begins. */
export function newCheckIn(officeId: string, date: string, opensAt: Date | undefined): CheckIn {
  if (!opensAt) return { officeId, date, state: 'shut' };
  return { officeId, date, state: 'waiting', opensAt, dueAt: after(opensAt, GRACE_MINUTES) };
}

/** The next step, where it is due; undefined where there is none. */
export function stepOn(checkIn: CheckIn, now: Date): CheckIn | undefined {
  const state = NEXT[checkIn.state];
  if (!state || !checkIn.dueAt || checkIn.dueAt > now) return undefined;
  return { ...checkIn, state, dueAt: state === 'asked' ? after(now, ALARM_AFTER_MINUTES) : undefined };
}

/** Nothing more is asked on that day. */
export function settled(checkIn: CheckIn, state: 'open' | 'shut'): CheckIn {
  return { ...checkIn, state, dueAt: undefined };
}

function after(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE_MS);
}
