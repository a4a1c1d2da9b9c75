import type { LedgerEntry } from '../../audit/index.js';
import type { TimelineEntry } from '../../incidents/index.js';
import type { DossierLine } from './types.js';

/** What stands in the ledger by itself; the rest of the timeline is what happened without a verb. */
const BY_VERB = new Set(['reported', 'confirmed', 'corrected', 'closed', 'reconfirmed', 'called-back']);

export function doneLines(entries: LedgerEntry[]): DossierLine[] {
  const unique = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  return unique.map(({ id, at, verb, actor }) => ({
    kind: 'done',
    at,
    key: 'verb',
    params: { verb },
    by: actor,
    record: 'ledger',
    entry: id,
  }));
}

export function timelineLines(timeline: TimelineEntry[]): DossierLine[] {
  return timeline
    .filter(({ kind }) => !BY_VERB.has(kind))
    .map(({ kind, at, by }) => ({ kind: 'done', at, key: `timeline-${kind}`, params: {}, by, record: 'timeline' }));
}
