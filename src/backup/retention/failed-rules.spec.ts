import fc from 'fast-check';
import { cases } from '../../../test/support/cases.js';
import { DAY_MS } from '../../platform/index.js';
import { WIB } from '../rules.js';
import { type Failed, failedVerdicts, inTheWayOfFailed, LOOK_MS } from './failed-rules.js';
import type { Guarded, Policy } from './retention-rules.js';

const NOW = new Date('2025-08-30T22:00:00+07:00');
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const NOTHING: Policy = { last: 1, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
const MONTHS: Policy = { ...NOTHING, monthly: 12 };

function whole(days: number, state: 'verified' | 'proven' = 'proven', more: Partial<Guarded> = {}): Guarded {
  return { id: `w${days}`, state, begunAt: ago(days), ...more };
}

function failed(days: number, more: Partial<Failed> = {}): Failed {
  const bad = { isBase: false, mayBeWhole: false, failedAt: ago(days) };
  return { id: `f${days}`, state: 'failed', begunAt: ago(days), ...bad, ...more };
}

function why(point: Failed, others: Guarded[], policy = NOTHING, real = NOW): string {
  const [verdict] = failedVerdicts([point], others, { policy, zone: WIB }, { now: NOW, real });
  return verdict!.reasons.map(({ kind }) => kind).join();
}

describe('what a failed point has left', () => {
  it.each<[string, Failed, Guarded[], Policy, string]>([
    ['goes once it was there to be looked at, and a newer point is proven', failed(8), [whole(1)], NOTHING, ''],
    ['stays a week', failed(6), [whole(1)], NOTHING, 'fresh'],
    ['goes by when it failed, not by when it was begun', failed(30, { failedAt: ago(2) }), [whole(1)], NOTHING, 'fresh'],
    ['stays while nothing is proven', failed(8), [whole(1, 'verified')], NOTHING, 'unproven'],
    ['stays while only an older one is proven', failed(8), [whole(9)], NOTHING, 'unproven'],
    ['stays while no copy of the proven one can be read', failed(8), [whole(1, 'proven', { unread: true })], NOTHING, 'unproven'],
    ['stays where nothing else is there', failed(8), [], NOTHING, 'unproven'],
    ['stays under a lock', failed(8, { lockedUntil: ago(-1) }), [whole(1)], NOTHING, 'locked'],
    ['stays under a legal hold', failed(8, { held: true }), [whole(1)], NOTHING, 'held'],
    ['stays under a restore', failed(8, { inUse: true }), [whole(1)], NOTHING, 'in-use'],
    ['stays where another one stands on it', failed(8, { isBase: true }), [whole(1)], NOTHING, 'base'],
    ['goes though its month has no other, where every copy is known to be bad', failed(40), [whole(1)], MONTHS, ''],
    ['stays as a whole one would, where a copy may be whole', failed(40, { mayBeWhole: true }), [whole(1)], MONTHS, 'monthly'],
    ['goes where a whole one would go', failed(40, { mayBeWhole: true }), [whole(30), whole(1)], MONTHS, ''],
  ])('%s', (_, point, others, policy, reasons) => {
    expect(why(point, others, policy)).toBe(reasons);
  });

  it('is locked by the clock of the stores', () => {
    const lockedUntil = ago(-1);
    expect(why(failed(8, { lockedUntil }), [whole(1)], NOTHING, ago(-2))).toBe('');
  });

  const days = fc.integer({ min: 0, max: 400 });
  const points = fc.array(fc.record({ days, proven: fc.boolean() }), { maxLength: 12 });
  const bad = fc.record({ days, mayBeWhole: fc.boolean(), held: fc.boolean(), inUse: fc.boolean(), isBase: fc.boolean() });

  it('never goes before a newer one is proven, nor by what stands in the way, whatever else is there', () => {
    fc.assert(
      fc.property(points, bad, (some, { days: age, ...state }) => {
        const others = some
          .map((one) => whole(one.days, one.proven ? 'proven' : 'verified'))
          .sort((a, b) => b.begunAt.getTime() - a.begunAt.getTime());
        const point = failed(age, state);
        const goes = why(point, others, MONTHS) === '';
        if (!goes) return;
        expect(others.some((one) => one.state === 'proven' && one.begunAt > point.begunAt)).toBe(true);
        expect([state.held, state.inUse, state.isBase]).toEqual([false, false, false]);
        expect(NOW.getTime() - point.failedAt.getTime()).toBeGreaterThanOrEqual(LOOK_MS);
        expect(inTheWayOfFailed(point, others, NOW)).toEqual([]);
      }),
      { numRuns: cases(2000) },
    );
  });
});
