import { Injectable } from '@nestjs/common';
import { Directory, type Office } from '../directory/index.js';
import { type LogWatch, LogWatchStore } from './log-watch-store.js';
import { OwnCopies } from './own-copies.js';
import { type LeftInVault, Leftovers } from './retention/index.js';
import { isOffered } from './rules.js';
import type { Source } from './shelf-schema.js';
import type { TimedRestore } from './standing.js';
import { StandingStore, type WholeCopy } from './standing-store.js';
import { zoneOf } from './three-two-one.js';
import type { Point } from './types.js';
import { type VaultStanding, VaultStandings } from './vaults/vault-standings.js';
import type { Damaged } from './vaults/vault-store.js';

/** What stands behind how a source stands. */
export interface StandingFacts {
  /** Newest first, those of `StandingStore.points`. */
  points: Point[];
  /** Newest first, those that were done. */
  restores: TimedRestore[];
  /** Of the newest whole point. */
  copies: WholeCopy[];
  log?: LogWatch;
  office?: Office;
  /** Its risk zone; for people, the region's name where it is one. */
  zone?: string;
  zoneName?: string;
  /** Those that it names, in the order of the shelf. */
  vaults: VaultStanding[];
  /** Also in vaults that it no longer names. */
  damaged: Damaged[];
  leftovers: LeftInVault[];
  /** Of the product's own database: it would go together with all its vaults. */
  goesWithData: boolean;
}

/** Gathers what stands behind how sources stand: ten statements, however many sources. */
@Injectable()
export class StandingReader {
  constructor(
    private readonly store: StandingStore,
    private readonly logs: LogWatchStore,
    private readonly directory: Directory,
    private readonly vaults: VaultStandings,
    private readonly leftovers: Leftovers,
    private readonly ownCopies: OwnCopies,
  ) {}

  /** In the order of the sources. */
  async of(sources: readonly Source[]): Promise<StandingFacts[]> {
    const ids = sources.map(({ id }) => id);
    const [points, restores, logs, vaults, leftovers, places] = await Promise.all([
      this.store.points(ids),
      this.store.restores(ids),
      this.logs.all(),
      this.vaults.all(),
      this.leftovers.all(),
      this.places(sources),
    ]);
    const copies = await this.store.wholeCopies([...points.values()].flatMap((some) => some.find(isOffered)?.id ?? []));
    return sources.map((source, index) => ({
      points: points.get(source.id) ?? [],
      restores: restores.get(source.id) ?? [],
      copies: copies.get(points.get(source.id)?.find(isOffered)?.id ?? '') ?? [],
      log: logs.get(source.id),
      vaults: vaults.filter(({ vault }) => source.vaults.includes(vault.id)),
      damaged: vaults.flatMap((vault) => vault.damaged.filter(({ sourceId }) => sourceId === source.id)),
      leftovers: leftovers.filter(({ sourceId }) => sourceId === source.id),
      goesWithData: this.ownCopies.goWithData(source),
      ...places[index]!,
    }));
  }

  private async places(sources: readonly Source[]): Promise<Pick<StandingFacts, 'office' | 'zone' | 'zoneName'>[]> {
    const offices = await this.directory.officesByIds([...new Set(sources.flatMap(({ office }) => office ?? []))]);
    const known = new Map(offices.map((office) => [office.id, office]));
    const found = sources.map(({ zone, office: id = '' }) => {
      const office = known.get(id);
      return { office, zone: zone ?? (office && zoneOf(office.regionCode)) };
    });
    const regions = await this.directory.regions([...new Set(found.flatMap(({ zone }) => zone ?? []))]);
    const names = new Map(regions.map(({ code, name }) => [code, name]));
    return found.map(({ office, zone }) => ({ office, zone, zoneName: zone && (names.get(zone) ?? zone) }));
  }
}
