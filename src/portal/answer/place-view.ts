import { type Destination, hoursText } from '../../answers/index.js';
import type { Requirement } from '../../directory/index.js';
import { formatDate, formatNumber, type Locale, type Texts } from '../../platform/index.js';
import { specialDays } from './special-days.js';

export interface Place extends Omit<Destination, 'differences' | 'access'> {
  hoursText: string;
  /** In a copy: the days off that come. */
  shutOnText?: string;
  /** It takes people of this region only from `startOn` on, and that day has not come; a copy cannot know and says the day. */
  startsLater: boolean;
  /** Single days to come that differ, with their reasons. */
  days: string[];
  /** Absent in a copy. */
  opening?: 'always' | 'open' | 'opens' | 'unknown';
  /** The hours are special ones and stand among what differs. */
  hoursDiffer: boolean;
  bring: string[];
  /** What is not as usual there. */
  differs: string[];
  /** What is known of how to get in. */
  access: string[];
  isStepFree?: boolean;
  feeText?: string;
  isSample: boolean;
  isSamplePhone: boolean;
  telephone?: string;
}

/** One destination as the page shows it. `today` is the civil date where the citizen lives. */
export function placeView(destination: Destination, today: string, texts: Texts, locale: Locale): Place {
  const { office, fee, access = {}, differences } = destination;
  return {
    ...destination,
    startsLater: destination.startOn !== undefined && (destination.openNow === undefined || destination.startOn > today),
    shutOnText: destination.shutOn?.map((date) => formatDate(date, locale)).join(', '),
    hoursText: hoursText(destination.hours, locale, texts),
    hoursDiffer: differences.some(({ kind }) => kind === 'hours'),
    days: specialDays(destination.hours, today, texts, locale),
    opening: openingOf(destination),
    bring: destination.requirements.map((requirement) => brought(requirement, texts, locale)),
    differs: differences.map((difference) => differs(difference, texts, locale)),
    access: Object.entries(access).map(([feature, has]) => texts.t(locale, `portal:access.${has ? '' : 'no-'}${feature}`)),
    isStepFree: access['step-free'],
    feeText: fee?.texts[locale],
    telephone: destination.phone ?? office?.phone,
    isSample: office?.isSample === true,
    isSamplePhone: office !== undefined && (office.isSample || office.sampleFields.includes('phone')),
  };
}

/** A page never shows what is made up as if it were a rule. */
function brought({ texts: words, isSample }: Requirement, texts: Texts, locale: Locale): string {
  return isSample ? `${words[locale]} (${texts.t(locale, 'portal:answer.sample')})` : words[locale];
}

function openingOf({ openNow, closesAt, nextOpening }: Destination): Place['opening'] {
  if (openNow === undefined) return undefined;
  if (openNow) return closesAt ? 'open' : 'always';
  return nextOpening ? 'opens' : 'unknown';
}

function differs(difference: Destination['differences'][number], texts: Texts, locale: Locale): string {
  const say = (key: string, params: object) => texts.t(locale, `portal:differs.${key}`, { ...params });
  switch (difference.kind) {
    case 'hours':
      return say('hours', { hours: hoursText(difference.hours, locale, texts) });
    case 'limit':
      return difference.texts[locale];
    case 'capacity':
      return say('capacity', { people: formatNumber(difference.perDay, locale) });
    default:
      return say(difference.kind, { what: brought(difference.requirement, texts, locale) });
  }
}
