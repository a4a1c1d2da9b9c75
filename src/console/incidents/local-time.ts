import { DateTime } from 'luxon';

/** What a `datetime-local` field shows: the wall clock of the office. */
export function toField(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** What it sent back, as a moment. Empty is unknown; anything else that is no time is handed on for the verb to refuse. */
export function fromField(text: string | undefined, zone: string): Date | string | undefined {
  if (!text?.trim()) return undefined;
  const at = DateTime.fromISO(text, { zone });
  return at.isValid ? at.toJSDate() : text;
}
