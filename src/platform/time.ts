import { z } from 'zod';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A moment: a Date, or its ISO 8601 text with an offset (`2025-08-30T21:30:00+07:00`). */
export const moment = z.union([
  z.date(),
  z.iso
    .datetime({ offset: true, error: 'must be a time with its offset, such as 2025-08-30T21:30:00+07:00' })
    .transform((text) => new Date(text)),
]);

const dates = new Map<string, Intl.DateTimeFormat>();

/** The civil date `'2025-08-30'` at a moment (a Date or its ISO text) in an IANA zone; WIB, where the day begins last, when none is given. */
export function civilDate(at: Date | string, zone = 'Asia/Jakarta'): string {
  // To make a formatter takes a hundred times as long as to use it.
  const format = dates.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  dates.set(zone, format);
  return format.format(typeof at === 'string' ? new Date(at) : at);
}
