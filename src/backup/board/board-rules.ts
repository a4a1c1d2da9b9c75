import { isOffered } from '../rules.js';
import type { System } from '../shelf-schema.js';
import { type Alarm, rowsOf, type TimedRestore } from '../standing.js';
import type { Point } from '../types.js';

/** `red`: nothing proven stands behind it, or no copy of its newest data is whole; `amber`: something is overdue or out of its targets. */
export type Level = 'red' | 'amber' | 'green';

const WORST: readonly Level[] = ['red', 'amber', 'green'];
const SHOWN = 10;

export interface Ranked {
  level: Level;
  alarms: readonly Alarm[];
}

/** `isLost`: no copy of the newest data is whole. */
export function levelOf(alarms: readonly Alarm[], isLost = false): Level {
  if (isLost || alarms.includes('never-stored') || alarms.includes('never-proven')) return 'red';
  return alarms.length > 0 ? 'amber' : 'green';
}

/** Worst first: by level, then by how many alarms; otherwise as they were. */
export function worstFirst<T extends Ranked>(judged: readonly T[]): T[] {
  return judged.toSorted((a, b) => WORST.indexOf(a.level) - WORST.indexOf(b.level) || b.alarms.length - a.alarms.length);
}

/** One proof or restore that was timed. */
export interface Timed {
  at: Date;
  seconds: number;
  kind: 'proof' | 'restore';
}

/** How long the last proofs and restores took, oldest first. Newest first in. */
export function timings(points: readonly Point[], restores: readonly TimedRestore[]): Timed[] {
  const proofs = points.flatMap(({ provenAt: at, proveSeconds: seconds }) =>
    at && seconds !== undefined ? [{ at, seconds, kind: 'proof' as const }] : [],
  );
  const real = restores.flatMap(({ state, begunAt: at, seconds }) =>
    state === 'done' && seconds !== undefined ? [{ at, seconds, kind: 'restore' as const }] : [],
  );
  return [...proofs, ...real].sort((a, b) => a.at.getTime() - b.at.getTime()).slice(-SHOWN);
}

/** How large a copy was, and how long it took. `rows` where they were counted. */
export interface Sized {
  at: Date;
  rawBytes: number;
  rows?: number;
  seconds?: number;
}

/** The last whole copies, oldest first. Newest first in. */
export function sizes(points: readonly Point[]): Sized[] {
  const whole = points.filter((point) => isOffered(point) && point.rawBytes !== undefined).slice(0, SHOWN);
  return whole.reverse().map((point) => ({
    at: point.takenAt ?? point.begunAt,
    rawBytes: point.rawBytes!,
    rows: rowsOf(point),
    seconds: point.takeSeconds,
  }));
}

export interface SystemStanding {
  id: string;
  name: string;
  services: string[];
  sources: string[];
  level: Level;
  /** `unprotected`: no source copies it. Otherwise the alarms of its sources. */
  reasons: ('unprotected' | Alarm)[];
}

/** A system is as safe as the worst of its sources. */
export function systemStanding({ id, name, services, sources }: System, of: (sourceId: string) => Ranked): SystemStanding {
  const judged = sources.map(of);
  const [worst] = worstFirst(judged);
  const reasons = worst ? [...new Set(judged.flatMap(({ alarms }) => alarms))] : (['unprotected'] as const);
  return { id, name, services, sources, level: worst?.level ?? 'red', reasons: [...reasons] };
}

export interface ServiceStanding {
  serviceId: string;
  level: Level;
  systems: SystemStanding[];
}

/** A service is as safe as the worst system that it needs; worst first. Services that name no system are not in it. */
export function serviceStandings(systems: readonly SystemStanding[]): ServiceStanding[] {
  const ids = [...new Set(systems.flatMap(({ services }) => services))];
  const found = ids.map((serviceId) => {
    const needed = systems.filter(({ services }) => services.includes(serviceId));
    const level = WORST.find((one) => needed.some((system) => system.level === one)) ?? 'green';
    return { serviceId, level, systems: needed };
  });
  return found.toSorted((a, b) => WORST.indexOf(a.level) - WORST.indexOf(b.level));
}
