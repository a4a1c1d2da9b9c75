import type { ConflictKind, Outcome, Resolution, TakenRecord } from '../types.js';

/** What the records of one request come to. Without `outcome` they say nothing certain. */
export interface Weighed {
  outcome?: Outcome | 'withdrawn';
  conflicts: ConflictKind[];
}

interface Standing {
  decided?: 'withdrawn' | 'moved-on';
  visitId?: string;
}

/**
 * Weighs all records of one request, in whatever order and however often they came. On one telephone the highest number counts;
 * what telephones say differently is a conflict until a person settles it, and what comes after that is weighed against her word.
 */
export function weigh(standing: Standing, records: TakenRecord[], resolution?: Resolution): Weighed {
  const fresh = newest(records.filter(({ key }) => !resolution?.basis.includes(key)));
  const conflicts = conflictsOf(standing, fresh, records, resolution);
  return conflicts.length > 0 ? { conflicts } : { conflicts, outcome: agreed(standing, fresh, resolution) };
}

/** Of each copy of a sheet what was written last; two where one number was used twice. */
function newest(records: TakenRecord[]): TakenRecord[] {
  return records.filter((one) => !records.some((other) => isSameCopy(one, other) && other.number > one.number));
}

function conflictsOf(
  { decided }: Standing,
  fresh: TakenRecord[],
  records: TakenRecord[],
  resolution?: Resolution,
): ConflictKind[] {
  const served = fresh.filter(({ outcome }) => outcome === 'served');
  const settled = records.filter(({ key }) => resolution?.basis.includes(key));
  const found: Record<ConflictKind, boolean> = {
    differ: differs(fresh, settled, resolution),
    'served-twice': apart(served) || (resolution?.outcome === 'served' && served.some((one) => !knows(settled, one))),
    'withdrawn-meanwhile': decided !== undefined && served.length > 0 && resolution?.outcome !== 'served',
    altered: fresh.some((one) => fresh.some((other) => other.key !== one.key && isSameCopy(one, other))),
  };
  return (Object.keys(found) as ConflictKind[]).filter((kind) => found[kind]);
}

/** At one visit different things were written down; or something else than what a person found to be true. */
function differs(fresh: TakenRecord[], settled: TakenRecord[], resolution?: Resolution): boolean {
  const disputed = fresh.some((one) =>
    fresh.some((other) => other.visitId === one.visitId && !isSameCopy(one, other) && other.outcome !== one.outcome),
  );
  const contradicts = ({ visitId, outcome }: TakenRecord) =>
    outcome !== resolution?.outcome && settled.some((one) => one.visitId === visitId);
  return disputed || (resolution !== undefined && fresh.some(contradicts));
}

/** Served once is served, whatever another visit found; not met counts for the visit she is on, and for nobody who withdrew. */
function agreed({ decided, visitId }: Standing, fresh: TakenRecord[], resolution?: Resolution): Weighed['outcome'] {
  const said = new Set<Weighed['outcome']>(fresh.map(({ outcome }) => outcome));
  if (said.has('served')) return 'served';
  if (resolution && resolution.outcome !== 'not-met') return resolution.outcome;
  if (decided) return undefined;
  if (said.has('moved-on')) return 'moved-on';
  const missed = [...fresh, ...(resolution ? [resolution] : [])].some((one) => one.visitId === visitId);
  return visitId !== undefined && missed ? 'not-met' : undefined;
}

function apart(served: TakenRecord[]): boolean {
  return served.some((one) => !isSameCopy(one, served[0] ?? one));
}

function knows(settled: TakenRecord[], one: TakenRecord): boolean {
  return settled.some((other) => isSameCopy(one, other));
}

function isSameCopy(one: TakenRecord, other: TakenRecord): boolean {
  return one.device === other.device && one.visitId === other.visitId;
}
