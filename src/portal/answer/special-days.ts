import { type OpeningHours, spansText } from '../../directory/index.js';
import { addDays, formatDate, type Locale, type Texts } from '../../platform/index.js';

const AHEAD_DAYS = 30;

/** The days that come on which a place is not as in its week, each with its reason. `today` is a civil date. */
export function specialDays({ specialDays: days = {} }: OpeningHours, today: string, texts: Texts, locale: Locale): string[] {
  const last = addDays(today, AHEAD_DAYS);
  return Object.entries(days)
    .filter(([date]) => date >= today && date <= last)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([date, { spans, reason }]) => {
      const params = { date: formatDate(date, locale), hours: spansText(spans) };
      const words = texts.t(locale, `offers:public.day-${spans.length > 0 ? 'open' : 'shut'}`, params);
      return reason ? `${words}: ${reason[locale]}` : words;
    });
}
