import { type Level, levelOf, type Sized, sizes, type Timed, timings } from './board/board-rules.js';
import type { LogWatch } from './log-watch-store.js';
import type { LeftInVault } from './retention/index.js';
import { isOffered, nextDue, type Zone } from './rules.js';
import type { Source, VaultEntry } from './shelf-schema.js';
import { type Alarm, logAlarms, type Standing, standing } from './standing.js';
import type { StandingFacts } from './standing-reader.js';
import type { WholeCopy } from './standing-store.js';
import { type Lack, lacksOf } from './three-two-one.js';
import type { Point } from './types.js';
import type { VaultRole } from './vaults/roles.js';
import type { Damaged } from './vaults/vault-store.js';
import { timeZoneOf } from './zones.js';

/** A source with how it stands. */
export interface SourceStanding extends Standing {
  source: Source;
  level: Level;
  nextTakeAt: Date;
  /** By whose clock it goes. */
  timeZone: Zone;
  /** How its log comes into the vault, for a source that keeps one and was looked at. */
  log?: LogWatch;
  /** How long the last ten proofs and restores took, and how large the last ten copies were; oldest first. */
  timings: Timed[];
  sizes: Sized[];
  /** What is missing so that one disaster cannot take the original and every whole copy. */
  lacks: Lack[];
  zone?: string;
  /** For people: the region's name where the zone is one. */
  zoneName?: string;
  /** Vaults among its own whose probes have shown a claim untrue. */
  weakVaults: string[];
  /** Its points that are damaged, by vault. */
  damaged: Damaged[];
  /** Whether no copy of the newest data is whole. */
  isLost: boolean;
  /** What vaults still hold of it though it was removed. */
  leftovers: LeftInVault[];
  /** Roles that are not apart in at least one of its vaults. */
  notApart: VaultRole[];
  /** Whether the writer's key also opens its copies, because its engine knows one key for both. */
  writerCanDecrypt: boolean;
}

/** `real` is of the stores' clock, by which locks end. */
export function sourceStanding(
  source: Source,
  facts: StandingFacts,
  now: Date,
  real: Date,
): Omit<SourceStanding, 'writerCanDecrypt'> {
  const { points, restores, leftovers, zone, zoneName } = facts;
  const timeZone = timeZoneOf(source, facts.office);
  const promised = { ...source.schedule, ...source.targets, zone: timeZone, shrunk: source.alarms.shrunk };
  const found = standing(promised, points, restores, now);
  const first = points.findLast(isOffered)?.begunAt;
  const log = 'wal' in source ? facts.log : undefined;
  const logged = 'wal' in source ? logAlarms(source.wal.everyMs, log, first, now) : [];
  const { alarms: kept, ...keeping } = keepingOf(facts, real);
  // What is damaged was stored.
  const shown = keeping.isLost ? found.alarms.filter((alarm) => alarm !== 'never-stored') : found.alarms;
  const alarms = [...shown, ...logged, ...kept];
  const measured = { timings: timings(points, restores), sizes: sizes(points) };
  const nextTakeAt = nextDue(source.schedule.take, now, timeZone);
  const where = { zone, zoneName, leftovers };
  return {
    source,
    ...found,
    ...keeping,
    ...where,
    ...measured,
    alarms,
    level: levelOf(alarms, keeping.isLost),
    nextTakeAt,
    timeZone,
    log,
  };
}

/** How well the vaults keep what they hold. */
function keepingOf({ points, vaults, copies, zone, leftovers, goesWithData, damaged }: StandingFacts, real: Date) {
  const holding = vaults.map(({ vault }) => vault).filter(({ id }) => copies.some(({ vaultId }) => vaultId === id));
  const lacks: Lack[] = [...lacksOf(zone, holding), ...(goesWithData ? (['apart-from-data'] as const) : [])];
  const weakVaults = vaults.filter(({ isWeak }) => isWeak).map(({ vault }) => vault.id);
  const alarms: Alarm[] = [];
  if (damaged.length > 0) alarms.push('damaged');
  if (points.some(isOffered) && lacks.length > 0) alarms.push('not-3-2-1');
  if (weakVaults.length > 0) alarms.push('vault-weak');
  if (isUnlocked(holding, copies, real)) alarms.push('not-locked');
  if (leftovers.length > 0) alarms.push('not-removed');
  return {
    lacks,
    weakVaults,
    damaged,
    isLost: isLost(damaged, points),
    notApart: [...new Set(vaults.flatMap((vault) => vault.notApart))],
    alarms,
  };
}

/** Whether a copy lies without a lock in a vault that promises one. */
function isUnlocked(holding: readonly VaultEntry[], copies: readonly WholeCopy[], now: Date): boolean {
  return holding.some((vault) => {
    const until = copies.find(({ vaultId }) => vaultId === vault.id)?.lockedUntil;
    return vault.kind !== 'folder' && vault.lock !== undefined && !(until && until > now);
  });
}

/** A newer whole point, if there is one, holds more than what was lost with the damaged one. */
export function isLost(damaged: readonly Pick<Damaged, 'lostAt'>[], points: readonly Point[]): boolean {
  const newest = points.find(isOffered)?.begunAt;
  return damaged.some(({ lostAt }) => lostAt !== undefined && !(newest && newest > lostAt));
}
