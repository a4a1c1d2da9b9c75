import { countOf, overlap, readSerials, type Serials } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { PaperBatch, PaperDay } from './types.js';

export interface Span {
  from: number;
  to: number;
}

/** The serial numbers of a bundle; throws `not-a-range` where they are not as many as its forms. */
export function serialsOf(forms: number, first?: string, last?: string): Serials | undefined {
  if (!first && !last) return undefined;
  const serials = readSerials(first ?? '', last ?? '');
  if (!serials || countOf(serials) !== forms) throw errors.notARange({ fields: [{ field: 'serialTo', message: 'not as many' }] });
  return serials;
}

/** Two bundles never hold the same form. */
export function refuseOverlap(known: readonly Pick<PaperBatch, 'serials'>[], serials: Serials | undefined): void {
  if (serials && known.some((other) => other.serials && overlap(other.serials, serials))) throw errors.formsOverlap();
}

/** The first so many forms that are missing, or those of a range, whichever is asked. Throws `outside-batch`. */
export function toEnter(
  { missing, serials }: Pick<PaperBatch, 'missing' | 'serials'>,
  asked: { count?: number; part?: Serials },
): Span[] {
  if (asked.part) return partOf(missing, serials, asked.part);
  let left = asked.count ?? 0;
  const spans: Span[] = [];
  for (const { from, to } of missing) {
    if (left === 0) break;
    const last = Math.min(to, from + left - 1);
    spans.push({ from, to: last });
    left -= last - from + 1;
  }
  if (left > 0 || spans.length === 0) throw errors.outsideBatch({ fields: [{ field: 'count', message: 'too many' }] });
  return spans;
}

/** Forms of the range that were entered before are no mistake; forms that are not in the bundle are. */
function partOf(missing: readonly Span[], serials: Serials | undefined, part: Serials): Span[] {
  const isWithin = serials && overlap(serials, part) && part.from >= serials.from && part.to <= serials.to;
  if (!isWithin) throw errors.outsideBatch({ fields: [{ field: 'serialFrom', message: 'not in the bundle' }] });
  return missing
    .map(({ from, to }) => ({ from: Math.max(from, part.from), to: Math.min(to, part.to) }))
    .filter(({ from, to }) => from <= to);
}

/** One row for each service and day that was expected or is registered, by day; `expected` are the days on which it would have opened. */
export function daysOf(expected: ReadonlyMap<string, readonly string[]>, batches: readonly PaperBatch[]): PaperDay[] {
  const keys = [...expected].flatMap(([serviceId, days]) => days.map((day) => `${day} ${serviceId}`));
  const known = Map.groupBy(batches, ({ day, serviceId }) => `${day} ${serviceId}`);
  return [...new Set([...keys, ...known.keys()])].sort().map((key) => {
    const [day = '', serviceId = ''] = key.split(' ');
    return { day, serviceId, ...sumOf(known.get(key) ?? []) };
  });
}

function sumOf(batches: PaperBatch[]): Omit<PaperDay, 'day' | 'serviceId'> {
  const forms = batches.reduce((sum, batch) => sum + batch.forms, 0);
  const entered = batches.reduce((sum, batch) => sum + batch.entered, 0);
  return { state: batches.length === 0 ? 'unknown' : entered < forms ? 'open' : 'done', forms, entered, batches };
}
