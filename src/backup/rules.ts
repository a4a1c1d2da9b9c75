import { errors } from './errors.js';
import type { Point, PointState, Restore, Switch, SwitchWay } from './types.js';

/** What may follow what. A proven point that is read again stays proven; a failed one comes back only as `mayComeBack` says. */
const MOVES: Record<PointState, readonly PointState[]> = {
  running: ['stored', 'failed'],
  stored: ['verified', 'failed'],
  verified: ['verified', 'proven', 'failed'],
  proven: ['proven', 'failed'],
  failed: ['verified'],
};

type Moving = Pick<Point, 'id' | 'state'> & Fallen;
type Fallen = Pick<Point, 'storedAt' | 'manifest' | 'removedAt' | 'trouble'>;

export function move(point: Moving, to: PointState): PointState {
  if (point.state === 'proven' && to === 'verified') return 'proven';
  if (!MOVES[point.state].includes(to) || (point.state === 'failed' && !mayComeBack(point)))
    throw errors.wrongMove({ point: point.id, from: point.state, to });
  return to;
}

/** Whether the point may be restored or proven. */
export function isOffered(point: Pick<Point, 'state' | 'removedAt'>): boolean {
  return (point.state === 'verified' || point.state === 'proven') && !point.removedAt;
}

/** Whether there are copies of it that can be read back. */
export function isReadable(point: Pick<Point, 'storedAt' | 'removedAt'>): boolean {
  return point.storedAt !== undefined && !point.removedAt;
}

/** The troubles that say that the copy itself is bad. */
export const CONDEMNING: readonly string[] = [
  'backup.damaged',
  'backup.cut-short',
  'backup.not-the-same',
  'backup.no-such-object',
];

/** Whether a trouble says that the copy itself is bad, or only that it could not be looked at. */
export function condemns(code: string): boolean {
  return CONDEMNING.includes(code);
}

/** The troubles that end when the bytes are right again. */
export const OF_BYTES: readonly string[] = ['backup.damaged', 'backup.no-such-object'];

/** Whether a failed point was whole once and only its bytes were bad: it is verified again where they are read back right. */
export function mayComeBack({ storedAt, manifest, removedAt, trouble }: Fallen): boolean {
  return !!storedAt && !!manifest && !removedAt && OF_BYTES.includes(trouble?.code ?? '');
}

export interface Rhythm {
  everyMs: number;
  /** Milliseconds after local midnight. */
  atMs: number;
}

/** Indonesia's zones; none has a summer time. */
export const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
export type Zone = (typeof ZONES)[number];
export const WIB: Zone = 'Asia/Jakarta';
const AHEAD_HOURS: Record<Zone, number> = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 };
/** Mondays begin the weeks that long rhythms count. */
const A_MONDAY_MS = 4 * 86_400_000;

/** The latest moment at or before `now` at which something of this rhythm was due; its hours are those of `zone`. */
export function lastDue({ everyMs, atMs }: Rhythm, now: Date, zone: Zone = WIB): Date {
  const anchor = A_MONDAY_MS - AHEAD_HOURS[zone] * 3_600_000 + atMs;
  return new Date(anchor + Math.floor((now.getTime() - anchor) / everyMs) * everyMs);
}

export function nextDue(rhythm: Rhythm, now: Date, zone: Zone = WIB): Date {
  return new Date(lastDue(rhythm, now, zone).getTime() + rhythm.everyMs);
}

/** The newest proven point; else the newest verified one. Newest first in. */
export function bestPoint(points: readonly Point[]): Point | undefined {
  const offered = points.filter(isOffered);
  return offered.find((point) => point.state === 'proven') ?? offered[0];
}

/** A restore as it stands at a moment: one that was asked for and not answered in time has expired. */
export function asOf(restore: Restore, now: Date): Restore {
  return restore.state === 'asked' && restore.dueAt! <= now ? { ...restore, state: 'expired' } : restore;
}

/** Four eyes: begins a restore in place that somebody else asked for. */
export function approve(restore: Restore, by: string, now: Date): Restore {
  const asked = awaiting(restore, now);
  if (asked.askedBy === by) throw errors.samePerson();
  return { ...asked, state: 'running', begunAt: now, answeredBy: by };
}

/** By whoever may approve; who asked may take it back, too. */
export function refuse(restore: Restore, by: string, reason: string, now: Date): Restore {
  return { ...awaiting(restore, now), state: 'refused', endedAt: now, answeredBy: by, answer: reason };
}

function awaiting(restore: Restore, now: Date): Restore {
  const { state } = asOf(restore, now);
  if (state === 'expired') throw errors.askExpired({ restore: restore.id });
  if (state !== 'asked') throw errors.notAsked({ restore: restore.id, state });
  return restore;
}

/** What gets the original's name, and what the one that has it is called from now on. */
export interface Names {
  place: string;
  kept?: string;
}

/**
 * What a switch of this restore would do. `newestOfSource` is the last switch that worked, of any restore of the source; `free` a
 * name to keep the original under, undefined where there is none. Throws `not-switchable`, `not-switched`.
 */
export function names(restore: Restore, way: SwitchWay, newestOfSource: Switch | undefined, free: string | undefined): Names {
  if (nextWay(restore, newestOfSource) !== way)
    throw way === 'forth'
      ? errors.notSwitchable({ restore: restore.id, state: restore.state })
      : errors.notSwitched({ restore: restore.id });
  return way === 'forth' ? { place: restore.place, kept: free } : { place: newestOfSource!.kept!, kept: restore.place };
}

/** Which way this restore's names may go: back only where it was the last of its source to go forth, and the old one is kept. */
export function nextWay(restore: Restore, newestOfSource: Switch | undefined): SwitchWay | undefined {
  if (restore.state !== 'done' || restore.target === 'original') return undefined;
  const isForth = newestOfSource?.restoreId === restore.id && newestOfSource.way === 'forth';
  if (!isForth) return 'forth';
  return newestOfSource.kept && !newestOfSource.dropsKept ? 'back' : undefined;
}
