import { serviceDays } from '../directory/index.js';
import { addDays, civilDate } from '../platform/index.js';
import { holidaysOf } from './destinations.js';
import type { Answer, AnswerFacts, Destination } from './types.js';

/** Days, from the day on which a copy is made. */
export const DAYS_OFF_AHEAD = 30;

/** The answer without what is true only at its moment, for a file that is read at any time: no open-now, no judgement of its age. */
export function lastingAnswer(answer: Answer, facts: AnswerFacts): Answer {
  const { stale: _, goTo, ...rest } = answer;
  return { ...rest, isCopy: true, goTo: goTo.map((place) => lastingPlace(place, answer, facts)) };
}

function lastingPlace(
  { openNow: _open, closesAt: _closes, nextOpening: _next, fullToday: _full, ...place }: Destination,
  { at, region }: Answer,
  facts: AnswerFacts,
): Destination {
  const first = civilDate(at, region.zone);
  const last = addDays(first, DAYS_OFF_AHEAD);
  const usually = serviceDays({ ...place.hours, specialDays: {}, closedOn: [] }, new Map(), first, last);
  const really = new Set(serviceDays(place.hours, holidaysOf(facts), first, last));
  return { ...place, shutOn: usually.filter((date) => !really.has(date)) };
}
