import type { HelperOptions } from 'handlebars';
import type { Locale, Texts } from '../texts/index.js';
import { formatDate, formatDateTime, formatKm, formatNumber, formatRupiah, formatTime, type Moment } from './format.js';

/** What every template sees beside its data, under `@`. */
export interface ViewData {
  locale: Locale;
  zone: string;
  /** Filled by `{{title …}}` in a page and read by the layout. */
  page: { title?: string };
}

type Helper = (...args: never[]) => unknown;
type MomentFormat = (at: Moment, locale: Locale, zone: string) => string;

/** The helpers that templates may use; CONTRIBUTING.md and templates/README.md list them. */
export function helpers(texts: Texts): Record<string, Helper> {
  const all = { ...wordHelpers(texts), ...formatHelpers(), ...logicHelpers() };
  return Object.fromEntries(Object.entries(all).map(([name, helper]) => [name, besideFields(name, helper)]));
}

/** `{{number}}` alone shows the field of that name where there is one; Handlebars would call the helper. */
function besideFields(name: string, helper: Helper): Helper {
  return function (this: Record<string, unknown>, ...args: never[]) {
    const isField = args.length === 1 && this !== null && typeof this === 'object' && name in this;
    return isField ? this[name] : helper(...args);
  };
}

function wordHelpers(texts: Texts): Record<string, Helper> {
  return {
    t: (key: string, options: HelperOptions) => texts.t(view(options).locale, key, options.hash),
    title: (words: string, options: HelperOptions) => {
      view(options).page.title = words;
      return '';
    },
    lang: (options: HelperOptions) => view(options).locale,
    key: (...parts: unknown[]) => parts.slice(0, -1).join(''),
  };
}

function formatHelpers(): Record<string, Helper> {
  const moment = (format: MomentFormat) => (at: Moment | null | undefined, options: HelperOptions) =>
    at ? format(at, view(options).locale, view(options).zone) : '';
  return {
    date: moment(formatDate),
    datetime: moment(formatDateTime),
    time: moment(formatTime),
    iso: (at: Moment | null | undefined) => (at instanceof Date ? at.toISOString() : (at ?? '')),
    rupiah: (amount?: number) => (amount == null ? '' : formatRupiah(amount)),
    number: (value: number | undefined, options: HelperOptions) =>
      value == null ? '' : formatNumber(value, view(options).locale, options.hash.decimals ?? 0),
    km: (value: number | undefined, options: HelperOptions) => (value == null ? '' : formatKm(value, view(options).locale)),
    tel: (phone: string) => phone.replace(/[^\d+]/g, ''),
    json: (value: unknown) => JSON.stringify(value),
  };
}

function logicHelpers(): Record<string, Helper> {
  return {
    eq: (a: unknown, b: unknown) => a === b,
    ne: (a: unknown, b: unknown) => a !== b,
    gt: (a: number, b: number) => a > b,
    not: (a: unknown) => !a,
    and: (...values: unknown[]) => (values.slice(0, -1).every(Boolean) ? values.at(-2) : ''),
    or: (...values: unknown[]) => values.slice(0, -1).find(Boolean) ?? '',
    includes: (list: unknown, value: unknown) => (Array.isArray(list) ? list.includes(value) : list === value),
    inc: (n: number) => n + 1,
  };
}

function view(options: HelperOptions): ViewData {
  return options.data as ViewData;
}
