import { HOUR_MS } from '../platform/index.js';
import { isOffered, lastDue, type Rhythm, type Zone } from './rules.js';
import type { Point } from './types.js';

const RETRY_MS = 15 * 60_000;
export const TRIES = 4;

/** What a rhythm asks for now: the moment it was due, and which try this is. Undefined when there is nothing to do. */
export interface Due {
  slot: Date;
  attempt: number;
}

/** A backup is due when none was begun since the slot; one that failed is tried again after a while, a few times. */
export function dueTake(rhythm: Rhythm, points: readonly Point[], now: Date, zone?: Zone): Due | undefined {
  const slot = lastDue(rhythm, now, zone);
  const since = points.filter((point) => point.begunAt >= slot);
  const failed = since.filter((point) => point.state === 'failed');
  if (since.length > failed.length || failed.length >= TRIES) return undefined;
  const last = failed[0]?.failedAt;
  if (last && now.getTime() - last.getTime() < RETRY_MS) return undefined;
  return { slot, attempt: failed.length };
}

/** A proof is due when no point was proven since the slot and there is a verified one to prove. Newest first in. */
export function dueProof(rhythm: Rhythm, points: readonly Point[], now: Date, zone?: Zone): DueOf | undefined {
  const slot = lastDue(rhythm, now, zone);
  if (points.some((point) => point.provenAt && point.provenAt >= slot)) return undefined;
  const candidate = points.find(isOffered);
  return candidate && { slot, attempt: 0, pointId: candidate.id };
}

export type DueOf = Due & { pointId: string };

/** With when its copies were last tried to be read back, whatever came of it. */
export type Tried = Point & { triedAt?: Date };

/** Every whole point is read back once a slot, the one that was left alone for longest first; one that could not be is tried again each hour. */
export function dueReading(rhythm: Rhythm, points: readonly Tried[], now: Date, zone?: Zone): DueOf | undefined {
  const slot = lastDue(rhythm, now, zone);
  const unread = points.filter((point) => isOffered(point) && lastRead(point) < slot);
  const lastTried = (point: Tried) => (point.triedAt ?? lastRead(point)).getTime();
  const [longest] = unread.sort((a, b) => lastTried(a) - lastTried(b));
  return longest && { slot, attempt: Math.floor((now.getTime() - slot.getTime()) / HOUR_MS), pointId: longest.id };
}

export function lastRead({ verifiedAt, begunAt }: Point): Date {
  return verifiedAt ?? begunAt;
}
