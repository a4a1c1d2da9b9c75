import { Injectable } from '@nestjs/common';
import { ProbeStore } from '../probes/probe-store.js';
import { type Judged, judge, notApart, type Probe } from '../probes/rules.js';
import { Shelf } from '../shelf.js';
import type { VaultEntry } from '../shelf-schema.js';
import { mediumOf } from '../three-two-one.js';
import type { VaultRole } from './roles.js';
import { type Damaged, VaultStore } from './vault-store.js';

/** A vault: what its shelf entry claims, and what its probes have shown. */
export interface VaultStanding {
  vault: VaultEntry;
  medium: string;
  /** Undefined while no copy was ever stored in it. */
  firstUsedAt?: Date;
  /** Ids of the sources that name it. */
  sources: string[];
  /** When each role was last tried, and what kept it from being. */
  probes: Pick<Probe, 'role' | 'apart' | 'at' | 'trouble'>[];
  /** Roles that were found to use the writer's credential. */
  notApart: VaultRole[];
  findings: Judged[];
  /** Whether a probe has shown that a claim of the shelf, or the parting of roles, is untrue. */
  isWeak: boolean;
  /** By source. */
  damaged: Damaged[];
}

@Injectable()
export class VaultStandings {
  constructor(
    private readonly shelf: Shelf,
    private readonly vaults: VaultStore,
    private readonly probes: ProbeStore,
  ) {}

  /** In the order of the shelf. */
  async all(): Promise<VaultStanding[]> {
    const used = new Map((await this.vaults.used()).map(({ id, firstUsedAt }) => [id, firstUsedAt]));
    const probes = Map.groupBy(await this.probes.all(), ({ vaultId }) => vaultId);
    const damaged = Map.groupBy(await this.vaults.damaged(), ({ vaultId }) => vaultId);
    return this.shelf.vaults.map((vault) => ({
      ...this.standing(vault, used.get(vault.id), probes.get(vault.id) ?? []),
      damaged: damaged.get(vault.id) ?? [],
    }));
  }

  /** Throws `backup.no-such-vault`. */
  async get(id: string): Promise<VaultStanding> {
    const { id: known } = this.shelf.vault(id);
    return (await this.all()).find(({ vault }) => vault.id === known)!;
  }

  private standing(vault: VaultEntry, firstUsedAt: Date | undefined, probes: Probe[]): Omit<VaultStanding, 'damaged'> {
    const findings = judge(vault, probes);
    return {
      vault,
      medium: mediumOf(vault),
      firstUsedAt,
      sources: this.shelf.sources.filter((source) => source.vaults.includes(vault.id)).map(({ id }) => id),
      probes: probes.map(({ role, apart, triedAt, trouble }) => ({ role, apart, at: triedAt, trouble })),
      notApart: notApart(probes),
      findings,
      isWeak: findings.some(({ breaksClaim }) => breaksClaim),
    };
  }
}
