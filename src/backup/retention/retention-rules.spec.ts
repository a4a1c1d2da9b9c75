import fc from 'fast-check';
import { isOffered, WIB, ZONES, type Zone } from '../rules.js';
import { type Guarded, type Policy, reachMs, retire, stricter, verdicts, wanted } from './retention-rules.js';

const NOW = new Date('2026-11-22T12:00:00+07:00');
const DAY = 86_400_000;
const NOTHING: Policy = { last: 1, daily: 0, weekly: 0, monthly: 0, yearly: 0 };

function point(at: string | Date, state: Guarded['state'] = 'verified', more: Partial<Guarded> = {}): Guarded {
  const taken = new Date(at);
  return { id: taken.toISOString(), state, begunAt: taken, takenAt: taken, ...more };
}

describe('why a point is kept', () => {
  const reasons = (points: Guarded[], policy: Partial<Policy>, zone: Zone = WIB) =>
    verdicts(points, { ...NOTHING, ...policy }, zone, NOW).map((one) =>
      one.reasons.map((reason) => ('label' in reason ? `${reason.kind} ${reason.label}` : reason.kind)).join(', '),
    );
  const days = ['2026-11-22T07:00+07:00', '2026-11-22T01:00+07:00', '2026-11-21T19:00+07:00', '2026-11-15T19:00+07:00'];

  it.each([
    [{ daily: 2 }, ['last, daily 2026-11-22', '', 'daily 2026-11-21', '']],
    [{ weekly: 2 }, ['last, weekly 2026-11-16', '', '', 'weekly 2026-11-09']],
    [{ last: 2, monthly: 9 }, ['last, monthly 2026-11', 'last', '', '']],
    [{ yearly: 1 }, ['last, yearly 2026', '', '', '']],
  ])('%j', (policy, expected) =>
    expect(
      reasons(
        days.map((at) => point(at)),
        policy,
      ),
    ).toEqual(expected),
  );

  it('counts only periods that have a point, so that nothing goes while no backup comes', () => {
    const old = [point('2024-03-01'), point('2021-03-01'), point('2019-03-01')];
    expect(reasons(old, { yearly: 2 })).toEqual(['last, yearly 2024', 'yearly 2021', '']);
  });

  it('goes by the days of the zone of the source', () => {
    const around = [point('2026-11-21T16:30Z'), point('2026-11-21T15:30Z'), point('2026-11-21T14:30Z')];
    expect(reasons(around, { daily: 2 }, ZONES[0])).toEqual(['last, daily 2026-11-21', '', '']);
    expect(reasons(around, { daily: 2 }, ZONES[1])).toEqual(['last, daily 2026-11-22', 'daily 2026-11-21', '']);
    expect(reasons(around, { daily: 2 }, ZONES[2])).toEqual(['last, daily 2026-11-22', '', 'daily 2026-11-21']);
  });

  it('keeps the last proven one, what is locked, held or being restored, whatever the policy says', () => {
    const points = [
      point('2026-11-22'),
      point('2026-11-21', 'verified', { lockedUntil: new Date(NOW.getTime() + 1) }),
      point('2026-11-20', 'verified', { held: true }),
      point('2026-11-19', 'proven'),
      point('2026-11-18T12:00Z', 'verified', { inUse: true }),
      point('2026-11-18', 'proven'),
      point('2026-11-17', 'verified', { lockedUntil: NOW }),
    ];
    expect(reasons(points, {})).toEqual(['last', 'locked', 'held', 'last-proven', 'in-use', '', '']);
  });

  it('keeps the last proven one that could be read, too, while none of the copies of a newer one can', () => {
    const days = ['2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19'].map((at) => point(at, 'proven'));
    const unread = days.map((one, index) => ({ ...one, unread: index < 2 }));
    expect(reasons(unread, {})).toEqual(['last, last-proven', '', 'last-proven', '']);
    const none = days.map((one) => ({ ...one, unread: true }));
    expect(reasons(none, {})).toEqual(['last, last-proven', '', '', '']);
  });
});

describe('a point that others stand on', () => {
  it('stays as long as one of them does', () => {
    const points = [
      point('2026-11-22', 'verified', { id: 'c', standsOn: ['a'] }),
      point('2026-11-21', 'verified', { id: 'b', standsOn: ['a'] }),
      point('2026-11-20', 'verified', { id: 'a' }),
      point('2026-11-19', 'verified', { id: 'y', standsOn: ['x'] }),
      point('2026-11-18', 'verified', { id: 'x' }),
    ];
    expect(retire(points, NOTHING, WIB, NOW).map(({ id }) => id)).toEqual(['b', 'y', 'x']);
  });
});

describe('how far a policy reaches', () => {
  it.each([
    [{}, 0],
    [{ daily: 14 }, 12],
    [{ weekly: 8, daily: 14 }, 42],
    [{ yearly: 7 }, 5 * 365],
  ])('%j is %d days', (policy, expected) => expect(reachMs({ ...NOTHING, ...policy }) / DAY).toBe(expected));

  it('is what it surely keeps, in a source that is copied each day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 0, max: 730 }), (yearly, shift) => {
        const newest = NOW.getTime() + shift * DAY;
        const points = Array.from({ length: 6 * 366 }, (_, day) => point(new Date(newest - day * DAY)));
        const policy = { ...NOTHING, yearly };
        const gone = new Set(retire(points, policy, WIB, NOW));
        const oldest = points.findLast((one) => !gone.has(one))!;
        return newest - oldest.begunAt.getTime() >= reachMs(policy);
      }),
      { numRuns: 10 },
    );
  });

  it('names what would do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 * 365 }), (days) => {
        const { period, count } = wanted(days * DAY);
        return (
          reachMs({ ...NOTHING, [period]: count }) >= days * DAY && reachMs({ ...NOTHING, [period]: count - 1 }) < days * DAY
        );
      }),
    );
  });
});

describe('retention, for any history and any policy', () => {
  const states = fc.constantFrom<Guarded['state']>('running', 'stored', 'verified', 'proven', 'failed');
  const hoursApart = fc.integer({ min: 0, max: 900 });
  const one = fc.record({
    ...{ state: states, gap: hoursApart, removed: fc.boolean() },
    ...{ locked: fc.boolean(), held: fc.boolean(), unread: fc.boolean() },
  });
  const history = fc.array(one, { maxLength: 60 }).map((entries) => {
    let at = NOW.getTime();
    return entries.map(({ state, gap, removed, locked, ...seen }, index) => {
      at -= gap * 3_600_000;
      const more = { removedAt: removed ? NOW : undefined, lockedUntil: locked ? new Date(NOW.getTime() + DAY) : undefined };
      return point(new Date(at), state, { id: String(index), ...seen, ...more });
    });
  });
  const figure = fc.integer({ min: 0, max: 6 });
  const policies = fc.record({
    last: fc.integer({ min: 1, max: 6 }),
    daily: figure,
    weekly: figure,
    monthly: figure,
    yearly: figure,
  });
  const zones = fc.constantFrom(...ZONES);
  const left = (points: Guarded[], policy: Policy, zone: Zone) => {
    const gone = new Set(retire(points, policy, zone, NOW));
    return points.filter((some) => !gone.has(some));
  };

  it('leaves the newest whole ones, the last proven one, and all that is locked or held', () => {
    fc.assert(
      fc.property(history, policies, zones, (points, policy, zone) => {
        const kept = new Set(left(points, policy, zone));
        const whole = points.filter(isOffered);
        const proven = whole.filter(({ state }) => state === 'proven');
        const lastProven = [...proven.slice(0, 1), ...proven.filter(({ unread }) => !unread).slice(0, 1)];
        const mustStay = [...whole.slice(0, policy.last), ...whole.filter((some) => some.held || some.lockedUntil)];
        return [...mustStay, ...lastProven].every((some) => kept.has(some));
      }),
    );
  });

  it('takes nothing more when it is asked again', () => {
    fc.assert(
      fc.property(history, policies, zones, (points, policy, zone) => {
        const kept = left(points, policy, zone);
        return retire(kept, policy, zone, NOW).length === 0;
      }),
    );
  });

  it('keeps by a more generous policy all that the meaner one keeps', () => {
    fc.assert(
      fc.property(history, policies, policies, zones, (points, policy, other, zone) => {
        const kept = new Set(left(points, stricter(policy, other), zone));
        return [...left(points, policy, zone), ...left(points, other, zone)].every((some) => kept.has(some));
      }),
    );
  });

  it('touches only what is whole', () => {
    fc.assert(
      fc.property(history, policies, zones, (points, policy, zone) => retire(points, policy, zone, NOW).every(isOffered)),
    );
  });
});
