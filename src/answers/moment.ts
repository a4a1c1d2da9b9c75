import { DateTime } from 'luxon';
import { errors } from './errors.js';

const LAST_YEAR = 9999;

/** `2025-09-05T10:00` in the zone of the region, or an instant with its own offset. Throws `answers.bad-moment`. */
export function momentIn(text: unknown, zone: string): Date {
  const read = DateTime.fromISO(typeof text === 'string' ? text.trim() : '', { zone });
  // The record knows no year before 1 nor after 9999, and the database refuses some of those.
  if (!read.isValid || read.year < 1 || read.year > LAST_YEAR)
    throw errors.badMoment({ text, fields: [{ field: 'pada', message: 'not a moment' }] });
  return read.toJSDate();
}
