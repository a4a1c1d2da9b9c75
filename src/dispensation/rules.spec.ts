import fc from 'fast-check';
import { checkTerms, end, excuses, partState, sign, stateAt, TRANSITIONS } from './rules.js';
import { type DecisionState, type Dispensation } from './types.js';

const proposal: Dispensation = {
  id: 'd1',
  incidentId: 'i1',
  officeId: 'samsat-katang',
  state: 'proposed',
  parts: ['pkb'],
  legalBasis: 'dasar hukum contoh',
  issuer: 'Gubernur',
  dueFrom: '2025-08-30',
  dueTo: '2025-09-12',
  payBy: '2025-10-31',
  proposedBy: 'first',
  proposedAt: new Date('2025-09-01T09:00:00+07:00'),
};
const at = new Date('2025-09-03T09:00:00+07:00');
const later = new Date('2025-09-10T09:00:00+07:00');
const signed = sign(proposal, 'second', at, 'SK 1/2025');
const governor = { authority: 'Gubernur', confirmed: false };
const outcome = (work: () => unknown) => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a decision', () => {
  const states = Object.keys(TRANSITIONS) as DecisionState[];

  it.each(states.map((state) => [state, state === 'proposed' ? 'done' : 'dispensation.not-possible-now']))(
    'in state %s: signing is %s',
    (state, expected) => {
      expect(outcome(() => sign({ ...proposal, state }, 'second', at, 'SK 1/2025'))).toBe(expected);
    },
  );

  it.each(states.map((state) => [state, ['proposed', 'signed'].includes(state) ? 'done' : 'dispensation.not-possible-now']))(
    'in state %s: revoking is %s',
    (state, expected) => {
      expect(outcome(() => end({ ...proposal, state }, 'revoke', 'x', at, 'why'))).toBe(expected);
    },
  );

  it('is not signed by the person who proposed it, nor without its number', () => {
    expect(outcome(() => sign(proposal, 'first', at, 'SK 1/2025'))).toBe('dispensation.same-person');
    expect(outcome(() => sign(proposal, 'second', at))).toBe('dispensation.number-missing');
  });

  it.each([
    ['2025-09-12', '2025-08-30', '2025-10-31', 'dispensation.range-reversed'],
    ['2025-08-30', '2025-09-12', '2025-09-11', 'dispensation.pay-by-too-early'],
    ['2025-08-30', '2025-08-30', '2025-08-30', 'done'],
  ])('for what is due from %s to %s, paid by %s: %s', (dueFrom, dueTo, payBy, expected) => {
    expect(outcome(() => checkTerms({ dueFrom, dueTo, payBy }))).toBe(expected);
  });

  it.each([
    ['2025-08-29', undefined, false],
    ['2025-08-30', undefined, true],
    ['2025-09-12', undefined, true],
    ['2025-09-13', undefined, false],
    ['2025-09-02', '2025-09-02', false],
    ['2025-09-02', '2025-08-20', false],
    ['2025-09-02', '2025-09-15', true],
    ['2025-09-02', '2025-10-31', true],
    ['2025-09-02', '2025-11-01', false],
  ])('an obligation due on %s and paid on %s: excused %s', (dueOn, paidOn, expected) => {
    expect(excuses(proposal, { officeId: 'samsat-katang', dueOn, paidOn })).toBe(expected);
    expect(excuses(proposal, { officeId: 'samsat-pare', dueOn, paidOn })).toBe(false);
  });
});

describe('what may be promised for a part of the bill', () => {
  it('is nothing that is not signed', () => {
    expect(partState('pkb', governor, [], at)).toEqual({
      part: 'pkb',
      state: 'none',
      authority: 'Gubernur',
      authorityConfirmed: false,
    });
    expect(partState('pkb', governor, [proposal], at)).toMatchObject({ state: 'proposed', authorityConfirmed: false });
    expect(partState('pkb', governor, [proposal], at)).not.toHaveProperty('number');
    expect(partState('pkb', governor, [signed], at)).toMatchObject({
      state: 'granted',
      number: 'SK 1/2025',
      payBy: '2025-10-31',
      authorityConfirmed: true,
    });
    expect(partState('opsen', governor, [signed], at).state).toBe('none');
  });

  it('keeps a signed decision while its replacement is only proposed', () => {
    const wider = { ...proposal, id: 'd2', replaces: 'd1', dueTo: '2025-09-20', proposedAt: later };
    expect(partState('pkb', governor, [wider, signed], later)).toMatchObject({ state: 'granted', dueTo: '2025-09-12' });
  });

  it('is over with the last day on which paying counts, and leaves the next proposal to be seen', () => {
    const [lastMoment, nextDay] = ['2025-10-31T23:59:59+07:00', '2025-11-01T00:00:00+07:00'].map((when) => new Date(when));
    const next = { ...proposal, id: 'd3', dueFrom: '2025-10-06', dueTo: '2025-11-06', payBy: '2025-12-31', proposedAt: later };
    expect(partState('pkb', governor, [signed], lastMoment!).state).toBe('granted');
    expect(partState('pkb', governor, [signed], nextDay!).state).toBe('none');
    expect(partState('pkb', governor, [next, signed], nextDay!)).toMatchObject({ state: 'proposed', dueFrom: '2025-10-06' });
  });

  it('can be asked for any moment of the past', () => {
    const revoked = end(signed, 'revoke', 'second', later, 'dibatalkan');
    const states = ['2025-08-31T00:00Z', '2025-09-02T00:00Z', '2025-09-04T00:00Z', '2025-09-11T00:00Z'].map((when) =>
      stateAt(revoked, new Date(when)),
    );
    expect(states).toEqual(['none', 'proposed', 'granted', 'ended']);
  });

  it('never grants what no signed decision covers', () => {
    const instants = fc.date({ min: new Date('2025-08-01'), max: new Date('2025-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.option(instants), fc.option(instants), instants, (proposedAt, signedAt, endedAt, when) => {
        const decision = {
          ...proposal,
          proposedAt,
          signedAt: signedAt ?? undefined,
          endedAt: endedAt ?? undefined,
          number: 'SK',
        };
        if (partState('pkb', governor, [decision], when).state !== 'granted') return;
        expect(signedAt && signedAt <= when && !(endedAt && endedAt <= when)).toBe(true);
      }),
    );
  });
});
