import fc from 'fast-check';
import { factsOf, hostLeg, offeringAt, onlineOffering, rerouteOf, shutStatus } from '../../test/support/answer-facts.js';
import { composeAnswer } from './compose-answer.js';
import { standing } from './standing.js';
import type { AnswerFacts } from './types.js';

const MONDAY = Date.parse('2025-09-01T00:00:00+07:00');
const HOUR = 3_600_000;
const states: Record<string, AnswerFacts> = {
  normal: factsOf(),
  reported: factsOf({ usualStatus: shutStatus({ confirmedAt: undefined }) }),
  confirmed: factsOf({
    usualStatus: shutStatus({ confirmedAt: '2025-09-01T02:00:00.000Z', expectedEnd: '2025-09-03T01:30:00Z' }),
  }),
  corrected: factsOf({
    usualStatus: shutStatus({ status: 'normal', correction: true, recordedAt: '2025-08-26T03:33:00.000Z' }),
  }),
  rerouted: factsOf({
    usualStatus: shutStatus({ confirmedAt: '2025-09-01T02:00:00.000Z' }),
    reroute: rerouteOf([hostLeg('mpp', { startOn: '2025-09-02' }), hostLeg('pare')]),
    offerings: [offeringAt('mpp'), offeringAt('pare'), onlineOffering()].map((offering) => ({ offering, status: 'normal' })),
    holidays: { '2025-09-05': 'national' },
  }),
};

describe('how long an answer reads the same', () => {
  it.each(Object.keys(states))('%s: at any moment before it says it changes, it has not', (name) => {
    const within = fc.record({
      from: fc.integer({ min: 0, max: 7 * 24 * HOUR }),
      part: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(within, ({ from, part }) => {
        const at = new Date(MONDAY + from);
        const { answer, validUntil } = standing(states[name]!, at);
        const later = new Date(at.getTime() + Math.floor((validUntil.getTime() - at.getTime()) * part));
        expect(validUntil.getTime()).toBeGreaterThan(at.getTime());
        expect({ ...composeAnswer(states[name]!, later), at: '' }).toEqual({ ...answer, at: '' });
      }),
    );
  });

  it.each([
    ['opens', 'normal', '2025-09-01T07:00:00+07:00', '2025-09-01T08:00:00+07:00'],
    ['closes', 'normal', '2025-09-01T09:00:00+07:00', '2025-09-01T12:00:00+07:00'],
    ['ends the day', 'normal', '2025-09-01T13:00:00+07:00', '2025-09-02T00:00:00+07:00'],
    ['gets old', 'confirmed', '2025-09-02T08:00:00+07:00', '2025-09-02T09:00:00.001+07:00'],
    ['should be over', 'confirmed', '2025-09-03T08:00:00+07:00', '2025-09-03T08:30:00+07:00'],
    ['need not be said any more', 'corrected', '2025-09-02T09:00:00+07:00', '2025-09-02T10:33:00.001+07:00'],
  ])('it changes when something %s', (_, name, at, until) =>
    expect(standing(states[name]!, new Date(at)).validUntil.toISOString()).toBe(new Date(until).toISOString()),
  );
});
