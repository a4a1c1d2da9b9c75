import type { Locale } from '../texts/index.js';

/** An instant, its ISO text, or a civil date `2025-08-30` (which has no zone and is shown as it stands). */
export type Moment = Date | string;

const TAGS: Record<Locale, string> = { id: 'id-ID', en: 'en-GB' };
const ZONE_NAMES: Record<string, string> = { 'Asia/Jakarta': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' };
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** `30 Agustus 2025`. */
export function formatDate(at: Moment, locale: Locale = 'id', zone = 'Asia/Jakarta'): string {
  const civil = typeof at === 'string' && CIVIL_DATE.test(at);
  return dateFormat(TAGS[locale], civil ? 'UTC' : zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(instant(at));
}

/** `21.30`, in English `21:30`. */
export function formatTime(at: Moment, locale: Locale = 'id', zone = 'Asia/Jakarta'): string {
  const clock = dateFormat('en-GB', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant(at));
  return locale === 'id' ? clock.replace(':', '.') : clock;
}

/** `30 Agustus 2025 21.30 WIB`; a civil date has no hour and gives `30 Agustus 2025`. */
export function formatDateTime(at: Moment, locale: Locale = 'id', zone = 'Asia/Jakarta'): string {
  if (typeof at === 'string' && CIVIL_DATE.test(at)) return formatDate(at, locale, zone);
  return `${formatDate(at, locale, zone)} ${formatTime(at, locale, zone)} ${ZONE_NAMES[zone] ?? zone}`;
}

/** Whole rupiah: `Rp1.234.567`. */
export function formatRupiah(amount: number): string {
  return `${amount < 0 ? '-' : ''}Rp${formatNumber(Math.abs(Math.round(amount)), 'id')}`;
}

export function formatNumber(value: number, locale: Locale = 'id', decimals = 0): string {
  const key = `${locale}|${decimals}`;
  const known = numberFormats.get(key);
  if (known) return known.format(value);
  const made = new Intl.NumberFormat(TAGS[locale], { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  numberFormats.set(key, made);
  return made.format(value);
}

/** `15,1 km`. */
export function formatKm(km: number, locale: Locale = 'id'): string {
  return `${formatNumber(km, locale, 1)}\u00a0km`;
}

function instant(at: Moment): Date {
  const date = at instanceof Date ? at : new Date(at);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a moment: ${String(at)}`);
  return date;
}

function dateFormat(tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag}|${timeZone}|${Object.values(options).join()}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag, { ...options, timeZone });
  dateFormats.set(key, made);
  return made;
}
