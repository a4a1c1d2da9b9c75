import { DAY_MS } from '../../platform/index.js';
import type { Zone } from '../rules.js';
import { type Guarded, type Policy, type Reason, standsInTheWay, type Verdict, verdicts } from './retention-rules.js';

/** A point that has failed, and may have left something in the vaults. */
export interface Failed extends Guarded {
  failedAt: Date;
  /** Another one stands on what it has left. */
  isBase: boolean;
  /** Not every copy of it is known to be bad. */
  mayBeWhole: boolean;
}

/** So long somebody may look at what has failed. */
export const LOOK_MS = 7 * DAY_MS;

/** Two clocks: what happened goes by the product's, locks end by that of the stores. */
export interface Clocks {
  now: Date;
  real: Date;
}

/**
 * Why what each failed point has left is kept. One that may be whole in some vault is kept as long as a whole one would be: it may
 * still be of use to somebody. `failed` and `whole` are newest first.
 */
export function failedVerdicts<F extends Failed>(
  failed: readonly F[],
  whole: readonly Guarded[],
  { policy, zone }: { policy: Policy; zone: Zone },
  { now, real }: Clocks,
): Verdict<F>[] {
  return failed.map((point) => {
    const reasons = inTheWayOfFailed(point, whole, real);
    const lookUntil = new Date(point.failedAt.getTime() + LOOK_MS);
    if (lookUntil > now) reasons.push({ kind: 'fresh', until: lookUntil });
    return { point, reasons: point.mayBeWhole ? [...asIfWhole(point, whole, policy, zone, real), ...reasons] : reasons };
  });
}

/** What nobody may pass by: until a newer point is proven, a bad copy may be the only one of anything. */
export function inTheWayOfFailed(point: Failed, whole: readonly Guarded[], now: Date): Reason[] {
  const reasons = standsInTheWay(point, false, now);
  if (!whole.some(({ state, unread, begunAt }) => state === 'proven' && !unread && begunAt > point.begunAt))
    reasons.push({ kind: 'unproven' });
  if (point.isBase) reasons.push({ kind: 'base' });
  return reasons;
}

/** The periods that it would be kept for. */
function asIfWhole(point: Failed, whole: readonly Guarded[], policy: Policy, zone: Zone, now: Date): Reason[] {
  const free = { ...point, state: 'verified', lockedUntil: undefined, held: false, inUse: false } as const;
  const all = [...whole, free].sort((a, b) => b.begunAt.getTime() - a.begunAt.getTime());
  const found = verdicts(all, policy, zone, now).find((one) => one.point === free);
  return found?.reasons.filter(({ kind }) => kind !== 'base') ?? [];
}
