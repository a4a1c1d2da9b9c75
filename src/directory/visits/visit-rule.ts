import { ruleOf, wholeLastDay } from './visits-between.js';

/** Longer plans are made anew. */
const LONGEST_YEARS = 2;
const MOST_DAYS = 400;
const NUMBER = /^[1-9]\d{0,2}$/;
const DAY = '(MO|TU|WE|TH|FR|SA|SU)';

/** What a rule may say, part by part. Times and zones are not among it: `begins` and the place give them. */
const PARTS: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY)$/,
  INTERVAL: /^[1-9]\d?$/,
  COUNT: NUMBER,
  UNTIL: /^\d{8}(T\d{6})?$/,
  BYDAY: new RegExp(`^(-1|[1-5])?${DAY}(,(-1|[1-5])?${DAY}){0,6}$`),
  BYMONTHDAY: /^(-1|[1-9]|[12]\d|3[01])(,(-1|[1-9]|[12]\d|3[01])){0,6}$/,
  WKST: new RegExp(`^${DAY}$`),
};

export type CheckedRule = { rrule: string; days: string[] } | { problem: string };

/**
 * Reads a recurrence rule (RFC 5545, 3.3.10) for a visit that begins at that local time: by day, week or month, with an end within
 * two years, and with `begins` as its first day, as calendars take it. `rrule` is the rule as it is kept, `days` all its days.
 */
export function visitRule(begins: string, text: string): CheckedRule {
  const parts = partsOf(text);
  if ('problem' in parts) return parts;
  const problem = contradiction(parts.found);
  if (problem) return { problem };
  const rrule = [...parts.found].map(([name, value]) => `${name}=${value}`).join(';');
  return daysOf(begins, wholeLastDay(rrule));
}

function partsOf(text: string): { found: Map<string, string> } | { problem: string } {
  const found = new Map<string, string>();
  for (const part of text
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [name = '', value = ''] = part.split('=');
    const form = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!form) return { problem: `${name || 'an empty part'} is not understood` };
    if (!form.test(value)) return { problem: `${name}=${value} is not understood` };
    if (found.has(name)) return { problem: `${name} is given twice` };
    found.set(name, value);
  }
  return { found };
}

/** What a rule would never reach by itself: the library would look for it until the year 9999. */
function contradiction(parts: Map<string, string>): string | undefined {
  const freq = parts.get('FREQ');
  if (!freq) return 'FREQ is missing';
  if (parts.has('COUNT') === parts.has('UNTIL')) return 'give an end: COUNT or UNTIL';
  if (freq === 'DAILY' && parts.has('BYDAY')) return 'BYDAY goes with WEEKLY or MONTHLY';
  if (freq !== 'MONTHLY' && parts.has('BYMONTHDAY')) return 'BYMONTHDAY goes with MONTHLY';
  if (freq === 'WEEKLY' && /\d/.test(parts.get('BYDAY') ?? '')) return 'a numbered BYDAY goes with MONTHLY';
  if (parts.has('BYDAY') && parts.has('BYMONTHDAY')) return 'give BYDAY or BYMONTHDAY';
  const until = parts.get('UNTIL');
  return until && !isDay(until) ? 'UNTIL is not a day' : undefined;
}

function daysOf(begins: string, rrule: string): CheckedRule {
  const first = begins.slice(0, 10);
  const last = `${Number(first.slice(0, 4)) + LONGEST_YEARS}${first.slice(4)}`;
  const rule = ruleOf(begins, rrule);
  const end = rule.options.until?.toISOString().slice(0, 10);
  if (end !== undefined && end > last) return { problem: `ends after ${LONGEST_YEARS} years` };
  const days = rule.all((_, count) => count <= MOST_DAYS).map((day) => day.toISOString().slice(0, 10));
  if (days[0] !== first) return { problem: `its first day is ${days[0] ?? 'none'}, not ${first}` };
  if (days.length > MOST_DAYS || days.at(-1)! > last) return { problem: `more than ${MOST_DAYS} days or ${LONGEST_YEARS} years` };
  return { rrule, days };
}

function isDay(until: string): boolean {
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
