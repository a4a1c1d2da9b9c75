import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Actor } from '../../people/index.js';
import { Clock, Durable, Tx } from '../../platform/index.js';
import { lastDue } from '../rules.js';
import { Shelf } from '../shelf.js';
import { attempt } from '../trouble.js';
import { type VaultRole, vaultRoles } from '../vaults/roles.js';
import { VaultStore } from '../vaults/vault-store.js';
import { PROBE } from '../workflows/names.js';
import { ProbeStore } from './probe-store.js';
import { Prober } from './prober.js';
import { RecordProbe } from './record-probe.js';

const SYSTEM = Actor.system('backup');
const LOOK_MS = 20_000;
const NIGHTLY = { everyMs: 24 * 3_600_000, atMs: 30 * 60_000 };

/** Probes from their first use on, and every night: the writer first, because it leaves behind what the others attack. */
@Injectable()
export class Probing implements OnModuleInit {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly shelf: Shelf,
    private readonly vaults: VaultStore,
    private readonly probes: ProbeStore,
    private readonly prober: Prober,
    private readonly recordProbe: RecordProbe,
  ) {}

  onModuleInit(): void {
    for (const role of vaultRoles)
      this.durable.workflow(PROBE[role], (vaultId: string, probeId: string) => this.probe(vaultId, role, probeId));
  }

  @Interval(LOOK_MS)
  async tick(): Promise<void> {
    await this.startDue().catch((error) => this.logger.error(error));
  }

  /** What is due is begun once, however many servers look. */
  async startDue(): Promise<void> {
    const slot = lastDue(NIGHTLY, this.clock.now());
    const last = new Map((await this.probes.all()).map(({ vaultId, role, triedAt }) => [`${role} ${vaultId}`, triedAt]));
    for (const { id } of await this.vaults.used()) {
      const at = last.get(`writer ${id}`);
      if (!this.shelf.vaults.some((vault) => vault.id === id) || (at && at >= slot)) continue;
      const probeId = `${id}-${slot.toISOString()}`;
      await this.tx.housekeeping('backup.probe', () => this.tx.start(PROBE.writer, `probe-${probeId}`, id, probeId));
    }
  }

  private async probe(vaultId: string, role: VaultRole, probeId: string): Promise<void> {
    const done = await this.durable.step('probe', () => attempt(() => this.prober.probe(vaultId, role)));
    const result = done.ok ? done.value : { apart: true, findings: [], trouble: done.trouble };
    await this.recordProbe.run(SYSTEM, { vaultId, role, ...result });
    const next = vaultRoles[vaultRoles.indexOf(role) + 1];
    if (next)
      await this.tx.housekeeping('backup.probe', () => this.tx.start(PROBE[next], `probe-${probeId}-${next}`, vaultId, probeId));
  }
}
