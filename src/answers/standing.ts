import { DateTime } from 'luxon';
import { STALE_AFTER_HOURS } from '../directory/index.js';
import { HOUR_MS } from '../platform/index.js';
import { composeAnswer, SHOW_CORRECTION_MS } from './compose-answer.js';
import { digestOf } from './told-store.js';
import type { Answer, AnswerFacts } from './types.js';

/** An answer with what whoever keeps it must know. */
export interface Standing {
  answer: Answer;
  /** Of its facts, as the record of what was told has it. */
  digest: string;
  /** From then on it reads differently although no fact has changed. */
  validUntil: Date;
  /** What it speaks of: when the status of one of these changes, so does the answer. */
  offeringIds: string[];
  incidentIds: string[];
}

export function standing(facts: AnswerFacts, at: Date): Standing {
  const answer = composeAnswer(facts, at);
  const { usual, usualStatus, offerings, reroute } = facts;
  return {
    answer,
    digest: digestOf(facts),
    validUntil: validUntil(answer, facts, at),
    offeringIds: [...(usual ? [usual.id] : []), ...offerings.map(({ offering }) => offering.id)],
    incidentIds: [usualStatus?.incidentId, reroute?.incidentId].filter((id) => id !== undefined),
  };
}

/**
 * The next moment at which the answer changes by itself: a place opens or closes, a confirmation gets old, a correction has been
 * shown long enough, an expected end has come; at the latest when the day ends where its citizen lives, for a day is spoken of
 * everywhere on the page, quotas count by the day, and hosts begin on one.
 */
export function validUntil(answer: Answer, { usualStatus }: AnswerFacts, at: Date): Date {
  const { zone } = answer.region;
  const changes = [
    DateTime.fromJSDate(at, { zone }).plus({ days: 1 }).startOf('day').toMillis(),
    ...answer.goTo.flatMap(({ closesAt, nextOpening }) => [millis(closesAt), millis(nextOpening)]),
    ...answer.visits.map(({ date, closes }) => DateTime.fromISO(`${date}T${closes}`, { zone }).toMillis()),
    millis(usualStatus?.expectedEnd),
    // These two still hold at their last moment.
    millis(answer.lastConfirmed) + STALE_AFTER_HOURS * HOUR_MS + 1,
    millis(answer.corrected?.at) + SHOW_CORRECTION_MS + 1,
  ];
  return new Date(Math.min(...changes.filter((moment) => moment > at.getTime())));
}

const millis = (instant: string | undefined) => (instant === undefined ? Number.NaN : Date.parse(instant));
