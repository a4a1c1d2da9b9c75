import type { Reach } from './reach.js';
import { isOffered, lastDue, type Rhythm, type Zone } from './rules.js';
import { lastRead } from './schedule.js';
import type { Point, Restore } from './types.js';

export interface Promised {
  take: Rhythm;
  prove: Rhythm;
  verify: Rhythm;
  zone?: Zone;
  /** The part of its size or rows by which a copy must have shrunk to be an alarm, 0 to 1. */
  shrunk: number;
  rpoMs: number;
  rtoMs: number;
}

export type Alarm =
  | 'never-stored'
  | 'never-proven'
  | 'backup-overdue'
  | 'proof-overdue'
  | 'reading-overdue'
  | 'last-failed'
  | 'shrunk'
  | 'rpo-missed'
  | 'rto-missed'
  | 'log-gap'
  | 'log-silent'
  | 'not-3-2-1'
  | 'damaged'
  | 'vault-weak'
  | 'not-locked'
  | 'not-removed';

/** What the rules of standing look at of a restore. */
export type TimedRestore = Pick<Restore, 'state' | 'begunAt' | 'seconds'>;

/** How a source stands: what is promised, and what proven points and real restores have shown. */
export interface Standing {
  lastStored?: Point;
  lastProven?: Point;
  /** Work that would be lost now, in milliseconds: counted from the last proven point. */
  rpoMs?: number;
  /** How long the last proof or restore took, in milliseconds. */
  rtoMs?: number;
  alarms: Alarm[];
}

/** Work that runs long is not yet late. */
const GRACE_MS = 3_600_000;

/** To read all points back takes its time. */
const READING_GRACE_MS = 24 * GRACE_MS;

/** `points` and `restores` newest first. Silence is an alarm: what was due and is not there counts, whoever forgot it. */
export function standing(promise: Promised, points: readonly Point[], restores: readonly TimedRestore[], now: Date): Standing {
  const whole = points.filter(isOffered);
  const late = (rhythm: Rhythm, last: Date, grace = GRACE_MS) => isLate(rhythm, last, now, grace, promise.zone);
  const lastStored = whole[0];
  const lastProven = whole.find(({ state }) => state === 'proven');
  const rpoMs = lastProven?.takenAt && now.getTime() - lastProven.takenAt.getTime();
  const rtoMs = achievedRto(lastProven, restores);
  const alarms: Alarm[] = [];
  const raise = (alarm: Alarm, when: boolean) => when && alarms.push(alarm);
  raise('never-stored', !lastStored);
  raise('never-proven', !!lastStored && !lastProven);
  raise('backup-overdue', !!lastStored && late(promise.take, lastStored.begunAt));
  raise('proof-overdue', !!lastProven?.provenAt && late(promise.prove, lastProven.provenAt));
  raise(
    'reading-overdue',
    whole.some((point) => late(promise.verify, lastRead(point), READING_GRACE_MS)),
  );
  raise('last-failed', points.find((point) => point.state !== 'running')?.state === 'failed');
  raise('shrunk', hasShrunk(whole, promise.shrunk));
  raise('rpo-missed', rpoMs !== undefined && rpoMs > promise.rpoMs);
  raise('rto-missed', rtoMs !== undefined && rtoMs > promise.rtoMs);
  return { lastStored, lastProven, rpoMs, rtoMs, alarms };
}

/** A server is asked for its log once in a while: so many askings without an answer are silence. */
const UNANSWERED = 3;

/**
 * What is wrong with the log of a server. It is awaited from the first whole backup on, begun at `first`: one that never came is as
 * silent as one that comes no more.
 */
export function logAlarms(everyMs: number, seen: Seen | undefined, first: Date | undefined, now: Date): Alarm[] {
  const alarms: Alarm[] = [];
  const since = seen?.segmentSince ?? first;
  if (seen && seen.reach.gaps.length > 0) alarms.push('log-gap');
  if (since && now.getTime() - since.getTime() > UNANSWERED * everyMs) alarms.push('log-silent');
  return alarms;
}

interface Seen {
  segmentSince: Date;
  reach: Pick<Reach, 'gaps'>;
}

function isLate(rhythm: Rhythm, last: Date, now: Date, grace: number, zone?: Zone): boolean {
  return last < lastDue(rhythm, new Date(now.getTime() - grace), zone);
}

/** Whether the newest copy is smaller than the one before by at least `share`, in bytes before compression or in rows. */
export function hasShrunk([newest, before]: readonly Point[], share: number): boolean {
  const fell = (now: number | undefined, then: number | undefined) =>
    now !== undefined && then !== undefined && then > 0 && now <= then * (1 - share);
  if (!newest || !before) return false;
  return fell(newest.rawBytes, before.rawBytes) || fell(rowsOf(newest), rowsOf(before));
}

/** Undefined where nobody counted rows. */
export function rowsOf({ manifest }: Pick<Point, 'manifest'>): number | undefined {
  if (manifest?.engine === 'pgbackrest' && !manifest.moment.exact) return undefined;
  return manifest?.tables.reduce((sum, { rows }) => sum + rows, 0);
}

function achievedRto(lastProven: Point | undefined, restores: readonly TimedRestore[]): number | undefined {
  const restored = restores.find((restore) => restore.state === 'done');
  const real = restored && lastProven?.provenAt && restored.begunAt > lastProven.provenAt ? restored.seconds : undefined;
  const seconds = real ?? lastProven?.proveSeconds ?? restored?.seconds;
  return seconds === undefined ? undefined : seconds * 1000;
}

/** Bytes a second of the last measured restores, newest first; undefined when none was measured. */
export function measuredRate(measured: readonly { bytes: number; seconds: number }[]): number | undefined {
  const usable = measured.filter(({ bytes, seconds }) => bytes > 0 && seconds > 0).slice(0, 3);
  if (usable.length === 0) return undefined;
  const total = (of: 'bytes' | 'seconds') => usable.reduce((sum, one) => sum + one[of], 0);
  return total('bytes') / total('seconds');
}

export interface Pace {
  share: number;
  bytesPerSecond?: number;
  secondsLeft?: number;
}

/** Indexes are built when all rows are in: how long that takes, the bytes do not tell. */
const ALMOST_ALL = 0.99;

/** How far a restore is; the time left is unknown before the first bytes and after the last. */
export function pace(done: number, total: number, seconds: number): Pace {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  if (done <= 0 || seconds <= 0) return { share };
  const bytesPerSecond = done / seconds;
  if (share > ALMOST_ALL) return { share, bytesPerSecond };
  return { share, bytesPerSecond, secondsLeft: Math.max(0, (total - done) / bytesPerSecond) };
}
