import { DateTime } from 'luxon';
import { addDays, civilDate, HOUR_MS, type Holidays, MINUTE_MS } from '../platform/index.js';
import { type OpeningHours, type Span, type Words, weekdays } from './types.js';

/** `closesAt` is missing where it never closes. */
export interface Opening {
  opensAt: Date;
  closesAt?: Date;
}

/** Longer than the longest run of holidays: an office that is shut for so long has no next opening. */
const LOOK_AHEAD_DAYS = 60;
/** An opening that began the day before may go on after midnight. */
const LONGEST_DAYS = 1;

/** The local spans that begin on a civil date, in order; none on a day off. The last may end in the night that follows. */
export function spansOn(hours: OpeningHours, date: string, holidays: Holidays): Span[] {
  if (hours.always) return [{ open: '00:00', close: '24:00' }];
  const special = hours.specialDays?.[date];
  if (special) return inOrder(special.spans);
  const holiday = holidays.get(date);
  if (holiday && hours.closedOn.includes(holiday.kind)) return [];
  const weekday = weekdays[(new Date(date).getUTCDay() + 6) % 7];
  return inOrder((weekday && hours.weekly[weekday]) ?? []);
}

/**
 * The opening that is going on at `now`, or the next one; undefined when there is none within 60 days. Openings that touch, as over
 * midnight, are one. `zone` is an IANA name.
 */
export function nextOpening(hours: OpeningHours, holidays: Holidays, now: Date, zone: string): Opening | undefined {
  if (hours.always) return { opensAt: now };
  const today = civilDate(now, zone);
  let found: Required<Opening> | undefined;
  for (const opening of openings(hours, holidays, addDays(today, -LONGEST_DAYS), addDays(today, LOOK_AHEAD_DAYS), zone)) {
    if (opening.closesAt <= now) continue;
    if (found && opening.opensAt > found.closesAt) return found;
    found = found ? { ...found, closesAt: opening.closesAt } : opening;
  }
  return found;
}

function* openings(
  hours: OpeningHours,
  holidays: Holidays,
  from: string,
  to: string,
  zone: string,
): Generator<Required<Opening>> {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    for (const { open, close } of spansOn(hours, date, holidays))
      yield { opensAt: instant(date, open, zone), closesAt: instant(date, close, zone) };
  }
}

export function isOpen(hours: OpeningHours, holidays: Holidays, now: Date, zone: string): boolean {
  const next = nextOpening(hours, holidays, now, zone);
  return next !== undefined && next.opensAt <= now;
}

/** Hari layanan: the civil dates from `from` to `to`, both included, on which it opens. They differ from working days. */
export function serviceDays(hours: OpeningHours, holidays: Holidays, from: string, to: string): string[] {
  const days: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) if (spansOn(hours, date, holidays).length > 0) days.push(date);
  return days;
}

/** Why a date is not like its weekday: the reason of the special day, or the name of the holiday on which it stays shut. */
export function reasonOn(hours: OpeningHours, date: string, holidays: Holidays): Words | undefined {
  const special = hours.specialDays?.[date];
  if (special) return special.reason;
  const holiday = holidays.get(date);
  if (hours.always || !holiday || !hours.closedOn.includes(holiday.kind)) return undefined;
  return { id: holiday.name, en: holiday.nameEn ?? holiday.name };
}

function inOrder(spans: Span[]): Span[] {
  return [...spans].sort((a, b) => a.open.localeCompare(b.open));
}

function instant(date: string, time: string, zone: string): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(midnight(date, zone) + hour * HOUR_MS + minute * MINUTE_MS);
}

const midnights = new Map<string, number>();
const MIDNIGHTS_KEPT = 10_000;

/** Where a date begins; kept, because each answer asks for the same weeks and the zone is looked up for each anew. */
function midnight(date: string, zone: string): number {
  const key = `${date} ${zone}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  if (midnights.size >= MIDNIGHTS_KEPT) midnights.clear();
  const at = DateTime.fromISO(date, { zone }).toMillis();
  midnights.set(key, at);
  return at;
}
