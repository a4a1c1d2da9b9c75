import type { AnswerFacts, VisitNearby } from './types.js';

/** The days on which a unit comes near. */
export function visitsNearby(_facts: AnswerFacts, _at: Date): VisitNearby[] {
  return [];
}
