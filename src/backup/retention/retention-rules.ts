import { civilDate } from '../../platform/index.js';
import { isOffered, type Zone } from '../rules.js';
import type { Point } from '../types.js';

const PERIODS = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Period = (typeof PERIODS)[number];

/** How many are kept: the newest `last`, and the newest of so many days, weeks, months and years that have one. */
export interface Policy extends Record<Period, number> {
  last: number;
  /** An archive class of the shelf. */
  class?: string;
}

/** What may stand in the way of removing a point. */
export interface Guarded extends Pick<Point, 'id' | 'state' | 'removedAt' | 'begunAt' | 'takenAt'> {
  /** Until when the vault with the longest lock refuses to delete its copy. */
  lockedUntil?: Date;
  held?: boolean;
  /** None of its copies could be read back when that was last tried. */
  unread?: boolean;
  /** A restore is reading it. */
  inUse?: boolean;
  /** The points without which this one is nothing, by id. */
  standsOn?: readonly string[];
}

/** Why a point is kept; `label` is the day, week (by its Monday), month or year that it stands for. */
export type Reason =
  | { kind: 'last' | 'last-proven' | 'held' | 'in-use' | 'base' }
  /** Of a failed point: no newer one is proven; or it has failed so lately that somebody may still want to look at it. */
  | { kind: 'unproven' }
  | { kind: 'locked' | 'fresh'; until: Date }
  | { kind: Period; label: string };

export interface Verdict<P extends Guarded = Guarded> {
  point: P;
  /** Empty: it may go. */
  reasons: Reason[];
}

const DAY_MS = 86_400_000;
/** The whole days that one more of a period surely adds. */
const DAYS: Record<Period, number> = { daily: 1, weekly: 7, monthly: 28, yearly: 365 };

/**
 * Why each whole point of a source is kept. `points` newest first; periods are civil ones of `zone`. It looks at what is there and
 * not at the calendar: when backups stop, nothing more is taken away. `now` is of the stores' clock, by which locks end; `others` are
 * kept besides, and may stand on these.
 */
export function verdicts<P extends Guarded>(
  points: readonly P[],
  policy: Policy,
  zone: Zone,
  now: Date,
  others: readonly Guarded[] = [],
): Verdict<P>[] {
  const whole = points.filter(isOffered);
  const kept = PERIODS.map((period) => ({ period, newest: newestOf(whole, policy[period], (at) => labelOf(period, at, zone)) }));
  const last = lastProven(whole);
  const found = whole.map((point, index) => ({
    point,
    reasons: [
      ...(index < policy.last ? [{ kind: 'last' } as const] : []),
      ...kept.flatMap(({ period, newest }) => (newest.has(point) ? [{ kind: period, label: newest.get(point)! }] : [])),
      ...standsInTheWay(point, last.includes(point), now),
    ] as Reason[],
  }));
  const stays = [...others, ...found.filter(({ reasons }) => reasons.length > 0).map(({ point }) => point)];
  return found.map(({ point, reasons }) => ({ point, reasons: isBase(point, stays) ? [...reasons, { kind: 'base' }] : reasons }));
}

/**
 * The newest proven one of these, and, while none of its copies can be read, the newest of which one can: what was proven once, in
 * a vault that is lost, is nothing to rely on. `points` newest first.
 */
export function lastProven<P extends Guarded>(points: readonly P[]): P[] {
  const proven = points.filter(({ state }) => state === 'proven');
  return [...new Set([proven[0], proven.find(({ unread }) => !unread)])].filter((point) => point !== undefined);
}

/** Whether any of these is nothing without the point. */
export function isBase({ id }: Guarded, others: readonly Guarded[]): boolean {
  return others.some(({ standsOn }) => standsOn?.includes(id));
}

/** What nobody may pass by, neither retention nor two people. */
export function standsInTheWay(point: Guarded, isLastProven: boolean, now: Date): Reason[] {
  const reasons: Reason[] = [];
  if (isLastProven) reasons.push({ kind: 'last-proven' });
  if (point.lockedUntil && point.lockedUntil > now) reasons.push({ kind: 'locked', until: point.lockedUntil });
  if (point.held) reasons.push({ kind: 'held' });
  if (point.inUse) reasons.push({ kind: 'in-use' });
  return reasons;
}

/** The points whose copies may go, newest first: none before those that stand on it. */
export function retire<P extends Guarded>(
  points: readonly P[],
  policy: Policy,
  zone: Zone,
  now: Date,
  others?: readonly Guarded[],
): P[] {
  return verdicts(points, policy, zone, now, others).flatMap(({ point, reasons }) => (reasons.length === 0 ? [point] : []));
}

/** What rules while a changed policy waits for two people: whichever keeps more, figure by figure. */
export function stricter(one: Policy, other: Policy): Policy {
  const more = (figure: Period | 'last') => Math.max(one[figure], other[figure]);
  const figures = { last: more('last'), daily: more('daily'), weekly: more('weekly'), monthly: more('monthly') };
  return { ...figures, yearly: more('yearly'), class: one.class };
}

/** How far back it surely reaches, in milliseconds. The present period is not over, and of the oldest only the last day is sure. */
export function reachMs(policy: Policy): number {
  return Math.max(...PERIODS.map((period) => Math.max(0, policy[period] - 2) * DAYS[period])) * DAY_MS;
}

/** How many years, or else days, a policy must name to reach back so far. */
export function wanted(minimumMs: number): { period: 'daily' | 'yearly'; count: number } {
  const days = minimumMs / DAY_MS;
  if (days < DAYS.yearly) return { period: 'daily', count: Math.ceil(days) + 2 };
  return { period: 'yearly', count: Math.ceil(days / DAYS.yearly) + 2 };
}

/** The newest point of each of the newest `count` periods that have one, with the period's name. */
function newestOf<P extends Guarded>(points: readonly P[], count: number, label: (at: Date) => string): Map<P, string> {
  const seen = new Set<string>();
  const newest = new Map<P, string>();
  for (const point of points) {
    if (seen.size >= count) break;
    const name = label(point.takenAt ?? point.begunAt);
    if (seen.has(name)) continue;
    seen.add(name);
    newest.set(point, name);
  }
  return newest;
}

function labelOf(period: Period, at: Date, zone: Zone): string {
  const day = civilDate(at, zone);
  if (period === 'yearly') return day.slice(0, 4);
  if (period === 'monthly') return day.slice(0, 7);
  return period === 'daily' ? day : mondayOf(day);
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const sinceMonday = (date.getUTCDay() + 6) % 7;
  return new Date(date.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
