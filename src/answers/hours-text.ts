import { type OpeningHours, type Span, type Weekday, weekdays } from '../directory/index.js';
import type { Locale, Texts } from '../platform/index.js';

/** `Sen-Kam 08.00-12.00, Jum 08.00-11.00`: days in a row with the same hours are one. */
export function hoursText(hours: OpeningHours, locale: Locale, texts: Texts): string {
  if (hours.always) return texts.t(locale, 'answers:hours.always');
  const name = (day: Weekday) => texts.t(locale, `answers:day.${day}`);
  return runs(hours)
    .map(({ from, to, spans }) => `${from === to ? name(from) : `${name(from)}-${name(to)}`} ${spans}`)
    .join(', ');
}

interface Run {
  from: Weekday;
  to: Weekday;
  spans: string;
}

function runs({ weekly }: OpeningHours): Run[] {
  const found: Run[] = [];
  let open: Run | undefined;
  for (const day of weekdays) {
    const spans = (weekly[day] ?? []).map(written).join(' & ');
    if (open?.spans === spans) open.to = day;
    else {
      open = { from: day, to: day, spans };
      found.push(open);
    }
  }
  return found.filter((run) => run.spans !== '');
}

function written({ open, close }: Span): string {
  return `${open}-${close}`.replaceAll(':', '.');
}
