import type { Difference } from '../../directory/index.js';
import { formatDate, formatKm, type Locale, type Texts } from '../../platform/index.js';
import { hoursText } from '../hours-text.js';
import type { Answer, Destination } from '../types.js';

type Say = (key: string, params?: object) => string;

/** What is not as usual at a place, a line each. */
export function differenceLines({ differences }: Destination, say: Say, locale: Locale, texts: Texts): string[] {
  return differences.map((one) => say(`differs-${one.kind}`, differing(one, locale, texts)));
}

function differing(one: Difference, locale: Locale, texts: Texts): object {
  if (one.kind === 'hours') return { hours: hoursText(one.hours, locale, texts) };
  if (one.kind === 'capacity') return { people: one.perDay };
  return { what: one.kind === 'limit' ? one.texts[locale] : one.requirement.texts[locale] };
}

/** Places that are not named, and where to ask for them. */
export function areaLines({ areas, ask }: Answer, say: Say, locale: Locale): string[] {
  const named = areas.map(({ name, startOn }) =>
    say('area', { name, from: startOn ? say('area-from', { date: formatDate(startOn, locale) }) : '' }),
  );
  return [...named, ...(ask ? [ask.phone ? say('ask', { phone: ask.phone }) : say('ask-anyone')] : [])];
}

export function visitLines({ visits, region }: Answer, say: Say, locale: Locale): string[] {
  if (visits.length === 0) return [];
  return [
    say('visits'),
    ...visits.map(({ date, opens, closes, place, name, km, isSample }) =>
      say(isSample ? 'visit-sample' : 'visit', {
        date: formatDate(date, locale),
        time: `${opens}-${closes}`.replaceAll(':', '.'),
        place,
        name,
        far: km === undefined ? '' : say('km', { km: formatKm(km, locale), region: region.name }),
      }),
    ),
  ];
}

export function proxyLines({ proxy }: Answer, say: Say, locale: Locale): string[] {
  return proxy ? [say(proxy.isSample ? 'proxy-sample' : 'proxy', { letter: proxy.letter[locale] })] : [];
}
