import { formatDateTime, formatNumber, type Locale, MINUTE_MS, type Texts } from '../../platform/index.js';
import type { ReadyPage } from './page.js';

const MAIN = /<main[^>]*>/;

/** The page with a first line that says how old it is, while it cannot be made anew. Formats for programs say it in a header alone. */
export function withAge(text: string, { type, standing }: ReadyPage, ageMs: number, locale: Locale, texts: Texts): string {
  if (!type.startsWith('text/html')) return text;
  const { at, region } = standing.answer;
  const minutes = formatNumber(Math.max(1, Math.round(ageMs / MINUTE_MS)), locale);
  const title = texts.t(locale, 'answers:old.title', { at: formatDateTime(at, locale, region.zone), minutes });
  const line = texts.t(locale, 'answers:old.line');
  return text.replace(
    MAIN,
    (main) => `${main}\n<div class="notice wait" role="status"><p class="notice-title">${title}</p><p>${line}</p></div>`,
  );
}
