import { LOCALES, type Locale } from '../platform/index.js';

export const LOCALE_COOKIE = 'bahasa';
const A_YEAR_S = 365 * 24 * 3600;
const COOKIE = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=(${LOCALES.join('|')})(?:;|$)`);

interface Asking {
  url: string;
  headers: { cookie?: string };
}

/** The language of a request: `?bahasa=en`, else what its cookie remembers, else Indonesian. */
export function localeOf(request: Asking): Locale {
  return chosenLocale(request.url) ?? (COOKIE.exec(request.headers.cookie ?? '')?.[1] as Locale | undefined) ?? 'id';
}

/** The language that the address itself asks for; the answer then sets the cookie. */
export function chosenLocale(url: string): Locale | undefined {
  const query = url.indexOf('?');
  if (query < 0) return undefined;
  const wanted = new URLSearchParams(url.slice(query)).get('bahasa');
  return LOCALES.find((locale) => locale === wanted);
}

export function localeCookie(locale: Locale): string {
  return `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${A_YEAR_S}; SameSite=Lax; HttpOnly`;
}
