import { DateTime } from 'luxon';
import { errors } from './errors.js';

/** `2025-09-05T10:00` in the zone of the region, or an instant with its own offset. Throws `answers.bad-moment`. */
export function momentIn(text: string, zone: string): Date {
  const read = DateTime.fromISO(text.trim(), { zone });
  if (!read.isValid) throw errors.badMoment({ text, fields: [{ field: 'pada', message: 'not a moment' }] });
  return read.toJSDate();
}
