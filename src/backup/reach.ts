import { errors } from './errors.js';

export interface Gap {
  /** The last moment before it that can be brought back. */
  after: Date;
  /** The first one after it; undefined while no newer backup stands beyond it. */
  before?: Date;
  /** Names of the missing segments, at most the first and the last few. */
  missing: string[];
}

/** The moments that can be brought back: all from `from` to `to`, without the gaps. */
export interface Reach {
  from: Date;
  to: Date;
  gaps: Gap[];
  /** The last segment of the log that is there. */
  segment: string;
}

/** Throws `too-early`, `too-late` or `in-a-gap`, each with what can be had instead. */
export function checkReach({ from, to, gaps }: Reach, until: Date): void {
  if (until < from) throw errors.tooEarly({ detail: `< ${from.toISOString()}` });
  const gap = gaps.find(({ after, before }) => until > after && (!before || until < before));
  if (gap?.before)
    throw errors.inAGap({ detail: `${gap.after.toISOString()} – ${gap.before.toISOString()}: ${gap.missing.join(', ')}` });
  if (gap || until > to) throw errors.tooLate({ detail: `> ${to.toISOString()}${gap ? `: ${gap.missing.join(', ')}` : ''}` });
}

/** The newest point at or before the moment. Newest first in. */
export function pointFor<T extends { takenAt?: Date }>(points: readonly T[], until: Date): T | undefined {
  return points.find(({ takenAt }) => takenAt && takenAt <= until);
}
