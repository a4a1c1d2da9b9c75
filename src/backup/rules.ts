import { errors } from './errors.js';
import { basesOf } from './manifest.js';
import type { Point, PointState } from './types.js';

/** What may follow what. A proven point that is read again stays proven; a failed one stays failed. */
const MOVES: Record<PointState, readonly PointState[]> = {
  running: ['stored', 'failed'],
  stored: ['verified', 'failed'],
  verified: ['verified', 'proven', 'failed'],
  proven: ['proven', 'failed'],
  failed: [],
};

export function move(point: Pick<Point, 'id' | 'state'>, to: PointState): PointState {
  if (point.state === 'proven' && to === 'verified') return 'proven';
  if (!MOVES[point.state].includes(to)) throw errors.wrongMove({ point: point.id, from: point.state, to });
  return to;
}

/** Whether the point may be restored or proven. */
export function isOffered(point: Pick<Point, 'state' | 'removedAt'>): boolean {
  return (point.state === 'verified' || point.state === 'proven') && !point.removedAt;
}

const CONDEMNING = ['backup.damaged', 'backup.cut-short', 'backup.not-the-same', 'backup.no-such-object'];

/** Whether a trouble says that the copy itself is bad, or only that it could not be looked at. */
export function condemns(code: string): boolean {
  return CONDEMNING.includes(code);
}

export interface Rhythm {
  everyMs: number;
  /** Milliseconds after local midnight. */
  atMs: number;
}

/** WIB has no summer time; its Mondays begin the weeks that long rhythms count. */
const WIB_MS = 7 * 3_600_000;
const A_MONDAY_MS = 4 * 86_400_000;

/** The latest moment at or before `now` at which something of this rhythm was due. */
export function lastDue({ everyMs, atMs }: Rhythm, now: Date): Date {
  const anchor = A_MONDAY_MS - WIB_MS + atMs;
  return new Date(anchor + Math.floor((now.getTime() - anchor) / everyMs) * everyMs);
}

export function nextDue(rhythm: Rhythm, now: Date): Date {
  return new Date(lastDue(rhythm, now).getTime() + rhythm.everyMs);
}

/**
 * The points whose copies may go: all but the newest `keep` whole ones, never the last proven one, and none that another that
 * stays stands on. Newest first in and out, so that none goes before those that stand on it.
 */
export function retire(points: readonly Point[], keep: number): Point[] {
  const whole = points.filter(isOffered);
  const lastProven = whole.find((point) => point.state === 'proven');
  const stays = whole.filter((point, index) => index < keep || point === lastProven);
  const needed = new Set(stays.flatMap((point) => basesOf(point.manifest)));
  return whole.filter((point) => !stays.includes(point) && !needed.has(point.id));
}

/** The newest proven point; else the newest verified one. Newest first in. */
export function bestPoint(points: readonly Point[]): Point | undefined {
  const offered = points.filter(isOffered);
  return offered.find((point) => point.state === 'proven') ?? offered[0];
}
