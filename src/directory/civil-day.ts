import { DateTime } from 'luxon';

/** The civil date `'2025-08-30'` at a moment in an IANA zone; WIB, where the day begins last, when none is given. */
export function civilDay(at: Date, zone = 'Asia/Jakarta'): string {
  return DateTime.fromJSDate(at, { zone }).toISODate()!;
}
