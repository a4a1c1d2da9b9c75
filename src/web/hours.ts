import { type OpeningHours, type Span, weekdays } from '../directory/index.js';
import type { Locale, Texts } from '../platform/index.js';

export interface HoursLine {
  days: string;
  times: string;
}

/** The week in lines, neighbouring days with the same hours together: `Senin–Kamis`, `08.00–12.00`. Empty when nothing is known. */
export function hoursLines(hours: OpeningHours, texts: Texts, locale: Locale): HoursLine[] {
  if (hours.always) return [{ days: texts.t(locale, 'web:hours.every-day'), times: texts.t(locale, 'web:hours.always') }];
  const runs: { from: number; to: number; times: string }[] = [];
  weekdays.forEach((day, index) => {
    const times = spansText(hours.weekly[day] ?? [], locale);
    const last = runs.at(-1);
    if (last && last.times === times && last.to === index - 1) last.to = index;
    else if (times) runs.push({ from: index, to: index, times });
  });
  const name = (index: number) => texts.t(locale, `web:hours.${weekdays[index]}`);
  return runs.map(({ from, to, times }) => ({ days: from === to ? name(from) : `${name(from)}–${name(to)}`, times }));
}

function spansText(spans: Span[], locale: Locale): string {
  const clock = (time: string) => (locale === 'id' ? time.replace(':', '.') : time);
  return spans.map(({ open, close }) => `${clock(open)}–${clock(close)}`).join(', ');
}
