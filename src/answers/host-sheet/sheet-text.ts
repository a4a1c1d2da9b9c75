import type { Difference, Words } from '../../directory/index.js';
import { formatDate, formatDateTime, formatNumber, type Locale, type Texts } from '../../platform/index.js';
import { hoursText } from '../hours-text.js';
import type { HostSheet, SheetService } from './types.js';

/** The sheet in words, as page and paper both show it. */
export interface SheetText {
  office: string;
  title: string;
  lead: string;
  numbers: string;
  services: { name: string; who: string; perDay: string; bring: string[]; differs: string[] }[];
  fines: string[];
  taps: { word: string; when: string; sms: string }[];
  coordination: string;
  /** Absent where the public is told the name of the office. */
  quiet?: string;
}

type Say = (key: string, params?: object) => string;

const TAPS = ['open', 'served', 'turned-away'] as const;

export function sheetText(sheet: HostSheet, texts: Texts, locale: Locale): SheetText {
  const t: Say = (key, params = {}) => texts.t(locale, `hosting:sheet.${key}`, { ...params });
  const { office, closed, startOn, perDay, disclosure } = sheet;
  const from = formatDate(startOn, locale);
  return {
    office: office.name,
    title: t('title', { office: office.name }),
    lead: closed
      ? t('lead', { closed: closed.name, since: formatDateTime(closed.since, locale, office.zone), from })
      : t('lead-unknown', { from }),
    numbers: perDay === undefined ? t('no-limit') : t('limit', { count: formatNumber(perDay, locale) }),
    services: sheet.services.map((service) => serviceText(service, texts, locale, t)),
    fines: fines(sheet, texts, locale, t),
    taps: TAPS.map((tap) => ({ word: t(`tap.${tap}.word`), when: t(`tap.${tap}.when`), sms: t(`tap.${tap}.sms`) })),
    coordination: coordination(sheet, t),
    ...(disclosure === 'named' ? {} : { quiet: t(`quiet-${disclosure}`) }),
  };
}

function serviceText({ names, regions, perDay, requirements, differences }: SheetService, texts: Texts, locale: Locale, t: Say) {
  const asked = (requirement: { texts: Words; isSample: boolean }) =>
    requirement.isSample ? t('sample', { text: requirement.texts[locale] }) : requirement.texts[locale];
  return {
    name: names[locale],
    who: regions.length > 0 ? t('from-regions', { regions: regions.join(', ') }) : t('from-anywhere'),
    perDay: perDay === undefined ? t('about-unknown') : t('about', { count: formatNumber(perDay, locale) }),
    bring: requirements.map(asked),
    differs: differences.map((difference) => differs(difference, texts, locale, t)),
  };
}

function differs(difference: Difference, texts: Texts, locale: Locale, t: Say): string {
  switch (difference.kind) {
    case 'hours':
      return t('differs.hours', { hours: hoursText(difference.hours, locale, texts) });
    case 'limit':
      return difference.texts[locale];
    case 'capacity':
      return t('differs.capacity', { count: formatNumber(difference.perDay, locale) });
    default:
      return t(`differs.${difference.kind}`, { text: difference.requirement.texts[locale] });
  }
}

/** Parts of the bill of which the same is to be said stand on one line. Nothing is promised that is not signed. */
function fines({ lateness }: HostSheet, texts: Texts, locale: Locale, t: Say): string[] {
  const same = Map.groupBy(lateness, ({ state, number, payBy }) => `${state} ${number} ${payBy}`);
  const lines = [...same.values()].map((parts) => {
    const { state, number, payBy } = parts[0]!;
    const named = parts.map(({ part }) => texts.t(locale, `notice:short.${part}`)).join(', ');
    return t(`fine-${state}`, { parts: named, number, payBy: payBy && formatDate(payBy, locale) });
  });
  return lines.length > 0 ? lines : [t('fine-unknown')];
}

function coordination({ coordination: desk }: HostSheet, t: Say): string {
  if (!desk) return t('call-unknown');
  return t(desk.isSample ? 'call-sample' : 'call', { role: desk.role, phone: desk.phone });
}
