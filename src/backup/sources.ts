import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { Clock } from '../platform/index.js';
import { type Level, levelOf, type Sized, sizes, type Timed, timings, worstFirst } from './board/board-rules.js';
import { Engines } from './engines/engines.js';
import { type LogWatch, LogWatchStore } from './log-watch-store.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { type LeftInVault, Leftovers } from './retention/index.js';
import { nextDue, type Zone } from './rules.js';
import { Shelf } from './shelf.js';
import type { Source, VaultEntry } from './shelf-schema.js';
import { type Alarm, logAlarms, type Standing, standing } from './standing.js';
import { type Lack, lacksOf, zoneOf } from './three-two-one.js';
import type { Copy, Point } from './types.js';
import type { VaultRole } from './vaults/roles.js';
import { type VaultStanding, VaultStandings } from './vaults/vault-standings.js';
import { Zones } from './zones.js';

export interface SourceInBuilding {
  id: string;
  name: string;
  /** The moment whose data the last proven copy holds; undefined when nothing was ever proven. */
  lastProvenAt?: Date;
  /** The same of the last whole copy, proven or not. */
  lastStoredAt?: Date;
}

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
  /** What vaults still hold of it though it was removed. */
  leftovers: LeftInVault[];
  /** Roles that are not apart in at least one of its vaults. */
  notApart: VaultRole[];
  /** Whether the writer's key also opens its copies, because its engine knows one key for both. */
  writerCanDecrypt: boolean;
}

/** What concerns every source, read once for all of them. */
interface Common {
  vaults: VaultStanding[];
  leftovers: LeftInVault[];
}

/** Whether a copy lies without a lock in a vault that promises one. */
function isUnlocked(holding: readonly VaultEntry[], copies: readonly Copy[], now: Date): boolean {
  return holding.some((vault) => {
    const until = copies.find(({ vaultId }) => vaultId === vault.id)?.lockedUntil;
    return vault.kind !== 'folder' && vault.lock !== undefined && !(until && until > now);
  });
}

@Injectable()
export class Sources {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly zones: Zones,
    private readonly logs: LogWatchStore,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly vaults: VaultStandings,
    private readonly leftovers: Leftovers,
    private readonly engines: Engines,
  ) {}

  /** Worst first. */
  async all(): Promise<SourceStanding[]> {
    const common = await this.common();
    return worstFirst(await Promise.all(this.shelf.sources.map((source) => this.standing(source, common))));
  }

  /** Throws `backup.no-such-source`. */
  async get(id: string): Promise<SourceStanding> {
    return this.standing(this.shelf.source(id), await this.common());
  }

  /** The sources that stand in this building, and how old their copies are. */
  async atOffice(officeId: string): Promise<SourceInBuilding[]> {
    return (await this.atOffices([officeId])).get(officeId) ?? [];
  }

  /** The same for many buildings; those without a source are not in it. */
  async atOffices(officeIds: readonly string[]): Promise<Map<string, SourceInBuilding[]>> {
    const here = this.shelf.sources.filter(({ office }) => office !== undefined && officeIds.includes(office));
    if (here.length === 0) return new Map();
    const common = await this.common();
    const inBuilding = async (source: Source) => ({ office: source.office!, ...(await this.inBuilding(source, common)) });
    const found = await Promise.all(here.map(inBuilding));
    return new Map(
      [...Map.groupBy(found, ({ office }) => office)].map(([id, some]) => [id, some.map(({ office: _, ...one }) => one)]),
    );
  }

  private async inBuilding(source: Source, common: Common): Promise<SourceInBuilding> {
    const { lastProven, lastStored } = await this.standing(source, common);
    return { id: source.id, name: source.name, lastProvenAt: lastProven?.takenAt, lastStoredAt: lastStored?.takenAt };
  }

  private async common(): Promise<Common> {
    const [vaults, leftovers] = await Promise.all([this.vaults.all(), this.leftovers.all()]);
    return { vaults, leftovers };
  }

  private async standing(source: Source, common: Common): Promise<SourceStanding> {
    const now = this.clock.now();
    const zone = await this.zones.of(source);
    const promised = { ...source.schedule, ...source.targets, zone, shrunk: source.alarms.shrunk };
    const [points, restores] = [await this.points.ofSource(source.id), await this.restores.ofSource(source.id)];
    const whole = await this.points.whole(source.id);
    const found = standing(promised, points, restores, now, whole);
    const keeping = await this.keeping(source, found.lastStored, common);
    const log = 'wal' in source ? await this.logs.of(source.id) : undefined;
    const logged = 'wal' in source ? logAlarms(source.wal.everyMs, log, whole.at(-1)?.begunAt, now) : [];
    const alarms = [...found.alarms, ...logged, ...keeping.alarms];
    const measured = { timings: timings(points, restores), sizes: sizes(points) };
    const nextTakeAt = nextDue(source.schedule.take, now, zone);
    const { writerCanDecrypt } = this.engines.of(source);
    const level = levelOf(alarms);
    return { source, ...found, ...keeping, ...measured, alarms, level, nextTakeAt, timeZone: zone, log, writerCanDecrypt };
  }

  /** How well the vaults keep what they hold. */
  private async keeping(source: Source, lastStored: Point | undefined, { vaults, leftovers }: Common) {
    const left = leftovers.filter(({ sourceId }) => sourceId === source.id);
    const own = vaults.filter(({ vault }) => source.vaults.includes(vault.id));
    const copies = lastStored ? (await this.points.copies(lastStored.id)).filter(({ state }) => state === 'verified') : [];
    const holding = own.map(({ vault }) => vault).filter(({ id }) => copies.some(({ vaultId }) => vaultId === id));
    const zone = source.zone ?? (await this.zoneOf(source.office));
    const lacks = lacksOf(zone, holding);
    const weakVaults = own.filter(({ isWeak }) => isWeak).map(({ vault }) => vault.id);
    const alarms: Alarm[] = [];
    if (lastStored && lacks.length > 0) alarms.push('not-3-2-1');
    if (weakVaults.length > 0) alarms.push('vault-weak');
    if (isUnlocked(holding, copies, this.clock.real())) alarms.push('not-locked');
    if (left.length > 0) alarms.push('not-removed');
    return {
      lacks,
      leftovers: left,
      zone,
      zoneName: await this.nameOf(zone),
      weakVaults,
      notApart: [...new Set(own.flatMap((vault) => vault.notApart))],
      alarms,
    };
  }

  private async nameOf(zone: string | undefined): Promise<string | undefined> {
    const region = zone && (await this.directory.region(zone).catch(() => undefined));
    return region ? region.name : zone;
  }

  private async zoneOf(officeId?: string): Promise<string | undefined> {
    const office = officeId ? await this.directory.office(officeId).catch(() => undefined) : undefined;
    return office && zoneOf(office.regionCode);
  }
}
