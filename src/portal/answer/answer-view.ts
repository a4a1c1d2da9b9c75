import { type Answer, type Destination, hoursText, type OnlineChannel, sentence } from '../../answers/index.js';
import type { Requirement, Words } from '../../directory/index.js';
import { formatDate, type Locale, type Texts } from '../../platform/index.js';

interface Place extends Destination {
  hoursText: string;
  /** In a copy: the days off that come. */
  shutOnText?: string;
  /** It takes people of this region only from `startOn` on, and that day has not come; a copy cannot know and says the day. */
  startsLater: boolean;
  /** Absent in a copy. */
  opening?: 'always' | 'open' | 'opens' | 'unknown';
  bring: string[];
  feeText?: string;
  isSamplePhone: boolean;
  telephone?: string;
}

/** What the page of an answer shows, beside the answer itself. */
export interface AnswerView {
  answer: Answer;
  service: string;
  places: Place[];
  /** What to bring when it is the same at every place; shown once. */
  bring?: string[];
  onlines: (OnlineChannel & { conditions: string[] })[];
  heading: 'go' | 'go-ranked' | 'go-usual';
  /** A report that waits for its confirmation already says so; then nothing more is said. */
  stale: boolean;
  gap?: { reason: string; closesBy: string };
}

export function answerView(answer: Answer, texts: Texts, locale: Locale): AnswerView {
  const places = answer.goTo.map((destination) => placeView(destination, civilDate(answer), texts, locale));
  const bring = broughtEverywhere(places);
  return {
    answer,
    service: answer.service.names[locale],
    places: bring ? places.map((place) => ({ ...place, bring: [] })) : places,
    bring,
    onlines: answer.online.map((online) => ({ ...online, conditions: online.eligibility.map((rule) => rule.texts[locale]) })),
    heading: headingOf(answer),
    stale: answer.stale === true && answer.doNotGo?.state !== 'reported',
    gap: answer.gap && {
      reason: sentence(answer.gap.reason, texts, locale),
      closesBy: sentence(answer.gap.closesBy, texts, locale),
    },
  };
}

function broughtEverywhere([first, ...others]: Place[]): string[] | undefined {
  const same = first && others.every(({ bring }) => bring.join('\n') === first.bring.join('\n'));
  return same && first.bring.length > 0 ? first.bring : undefined;
}

function headingOf({ doNotGo, goTo }: Answer): AnswerView['heading'] {
  if (!doNotGo) return 'go-usual';
  return goTo.length > 1 ? 'go-ranked' : 'go';
}

function placeView(destination: Destination, today: string, texts: Texts, locale: Locale): Place {
  const { office, fee } = destination;
  return {
    ...destination,
    startsLater: destination.startOn !== undefined && (destination.openNow === undefined || destination.startOn > today),
    shutOnText: destination.shutOn?.map((date) => formatDate(date, locale)).join(', '),
    hoursText: hoursText(destination.hours, locale, texts),
    opening: openingOf(destination),
    bring: destination.requirements.map(({ texts: words }: Requirement) => inLocale(words, locale)),
    feeText: fee && inLocale(fee.texts, locale),
    telephone: destination.phone ?? office?.phone,
    isSamplePhone: office !== undefined && (office.isSample || office.sampleFields.includes('phone')),
  };
}

function openingOf({ openNow, closesAt, nextOpening }: Destination): Place['opening'] {
  if (openNow === undefined) return undefined;
  if (openNow) return closesAt ? 'open' : 'always';
  return nextOpening ? 'opens' : 'unknown';
}

function inLocale(words: Words, locale: Locale): string {
  return words[locale];
}

/** The day of the answer where its citizen lives: `'2025-09-05'`. */
function civilDate({ at, region }: Answer): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: region.zone }).format(new Date(at));
}
