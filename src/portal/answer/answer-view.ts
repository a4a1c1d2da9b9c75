import { type Answer, type OnlineChannel, sentence, type VisitNearby } from '../../answers/index.js';
import { civilDate, formatDate, type Locale, type Texts } from '../../platform/index.js';
import { type Place, placeView } from './place-view.js';

/** What the page of an answer shows, beside the answer itself. */
export interface AnswerView {
  answer: Answer;
  service: string;
  places: Place[];
  /** One of the places stands somewhere. */
  mapped: boolean;
  /** What to bring when it is the same at every place; shown once. */
  bring?: string[];
  visits: (VisitNearby & { day: string; time: string })[];
  onlines: (OnlineChannel & { conditions: string[] })[];
  heading: 'go' | 'go-ranked' | 'go-usual';
  /** Whether she may go to her usual place; absent where none is known. */
  usual?: 'yes' | 'partly' | 'no';
  /** Nothing in the directory serves this region. */
  unserved: boolean;
  help: WhoCannotCome;
  /** A report that waits for its confirmation already says so; then nothing more is said. */
  stale: boolean;
  gap?: { reason: string; closesBy: string };
}

/** For somebody who cannot stand in a queue herself. */
interface WhoCannotCome {
  letter?: string;
  /** Names of the places that take somebody with the letter; where all do, none is named. */
  letterAt: string[];
  letterIsSample: boolean;
  stepFree: 'all' | 'some' | 'none' | 'unknown';
  stepFreeAt: string[];
}

export function answerView(answer: Answer, texts: Texts, locale: Locale): AnswerView {
  const places = answer.goTo.map((destination) =>
    placeView(destination, civilDate(answer.at, answer.region.zone), texts, locale),
  );
  const bring = broughtEverywhere(places);
  return {
    answer,
    service: answer.service.names[locale],
    places: bring ? places.map((place) => ({ ...place, bring: [] })) : places,
    mapped: places.some(({ office }) => office !== undefined),
    bring,
    visits: answer.visits.map((visit) => visitView(visit, locale)),
    onlines: answer.online.map((online) => ({ ...online, conditions: online.eligibility.map((rule) => rule.texts[locale]) })),
    heading: headingOf(answer),
    usual: usualOf(answer),
    unserved: isUnserved(answer),
    help: whoCannotCome(answer, places, locale),
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

function usualOf({ doNotGo, state, goTo }: Answer): AnswerView['usual'] {
  if (doNotGo) return 'no';
  if (state === 'limited') return 'partly';
  return goTo.length > 0 ? 'yes' : undefined;
}

function isUnserved({ state, goTo, online, visits, areas, gap, ask }: Answer): boolean {
  return state === 'normal' && !gap && !ask && goTo.length + online.length + visits.length + areas.length === 0;
}

function visitView(visit: VisitNearby, locale: Locale): AnswerView['visits'][number] {
  return { ...visit, day: formatDate(visit.date, locale), time: `${visit.opens}-${visit.closes}`.replaceAll(':', '.') };
}

function whoCannotCome({ proxy }: Answer, places: Place[], locale: Locale): WhoCannotCome {
  const named = (wanted: Place[]) => (wanted.length === places.length ? [] : wanted.map(({ name }) => name));
  const stepFree = places.filter(({ isStepFree }) => isStepFree);
  return {
    letter: proxy?.letter[locale],
    letterAt: named(places.filter(({ offeringId }) => proxy?.at.includes(offeringId))),
    letterIsSample: proxy?.isSample === true,
    stepFree: stepFreeOf(places, stepFree.length),
    stepFreeAt: named(stepFree),
  };
}

function stepFreeOf(places: Place[], known: number): WhoCannotCome['stepFree'] {
  if (known > 0) return known === places.length ? 'all' : 'some';
  return places.length > 0 && places.every(({ isStepFree }) => isStepFree === false) ? 'none' : 'unknown';
}
