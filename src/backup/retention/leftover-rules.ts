import { DAY_MS, HOUR_MS } from '../../platform/index.js';
import type { Leftover } from './types.js';

/** After an hour, then each time after as long again as it has lain there already; once a day at most. */
export function isDueAgain({ removedAt, triedAt = removedAt }: Pick<Leftover, 'removedAt' | 'triedAt'>, now: Date): boolean {
  const lain = triedAt.getTime() - removedAt.getTime();
  return now.getTime() - triedAt.getTime() >= Math.min(DAY_MS, Math.max(HOUR_MS, lain));
}

/** Those that were never tried since they were removed, or whose last try is longest ago. */
export function longestLeftFirst<L extends Pick<Leftover, 'removedAt' | 'triedAt'>>(some: readonly L[]): L[] {
  const left = ({ removedAt, triedAt = removedAt }: L) => triedAt.getTime();
  return some.toSorted((a, b) => left(a) - left(b));
}
