import { DateTime } from 'luxon';

export const repeats = ['once', 'weekly', 'fortnightly', 'monthly'] as const;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const LAST_WEEK = 5;

/**
 * The rule (RFC 5545) of what a person chooses: on the weekday of the first date, every week or two, or in the same week of each
 * month. Undefined for once; without a last date it has no end, for the verb to refuse.
 */
export function repeating(choice: string | undefined, date: string, until: string | undefined): string | undefined {
  const first = DateTime.fromISO(date);
  if (choice === undefined || choice === 'once' || !first.isValid) return undefined;
  const day = DAYS[first.weekday - 1]!;
  const week = Math.ceil(first.day / 7);
  const parts: Record<string, string> = {
    weekly: `FREQ=WEEKLY;BYDAY=${day}`,
    fortnightly: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day}`,
    monthly: `FREQ=MONTHLY;BYDAY=${week === LAST_WEEK ? -1 : week}${day}`,
  };
  return `${parts[choice] ?? choice}${until ? `;UNTIL=${until.replaceAll('-', '')}` : ''}`;
}
