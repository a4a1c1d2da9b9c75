import { Command, SubCommand } from 'nest-commander';
import { ProbeVault, type VaultStanding, VaultStandings } from '../backup/index.js';
import { Config } from '../platform/index.js';
import { ensureServer } from './ensure-server.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';
import { waitFor } from './wait-for.js';

const ROLES = 3;

/** What shows one vault, claimed against proven. */
abstract class VaultCommand extends TerminalCommand {
  protected showVault(options: TerminalOptions, standing: VaultStanding): void {
    const { vault, probes, findings, notApart } = standing;
    const rows = findings.map(({ check, role, place, promised, found, verdict, at, detail }) => [
      check,
      role,
      place === 'probe' ? 'probe place' : 'copies',
      promised,
      found,
      verdict,
      at.toISOString(),
      detail ?? '',
    ]);
    const troubles = probes.flatMap(({ role, trouble }) => (trouble ? [`${role}: ${trouble.code}: ${trouble.detail}`] : []));
    this.show(options, standing, [
      `${vault.id}: ${vault.kind} at ${vault.site ?? 'a place that the shelf does not name'}, ${probes.length > 0 ? '' : 'never '}probed`,
      ...(notApart.length > 0 ? [`not apart: ${notApart.join(', ')} use the writer's key`] : []),
      ...troubles,
      ...(rows.length > 0
        ? this.table([['attempt', 'key', 'where', 'promised', 'found', 'verdict', 'when', 'the store said'], ...rows])
        : []),
    ]);
  }
}

@SubCommand({ name: 'list', description: 'all vaults, where they stand and whether a probe found them weak' })
export class VaultListCommand extends TerminalCommand {
  constructor(private readonly vaults: VaultStandings) {
    super();
  }

  async run(_: string[], options: TerminalOptions): Promise<void> {
    const vaults = await this.vaults.all();
    const rows = vaults.map(({ vault, medium, sources, probes, isWeak, damaged }) => [
      vault.id,
      vault.kind,
      medium,
      vault.zone ?? '-',
      sources.join(' ') || '-',
      probes[0]?.at.toISOString() ?? 'never',
      damaged.length > 0 ? 'damaged' : isWeak ? 'weak' : probes.length > 0 ? 'fine' : '-',
    ]);
    this.show(options, vaults, this.table([['vault', 'kind', 'medium', 'zone', 'sources', 'probed', 'state'], ...rows]));
  }
}

@SubCommand({ name: 'show', arguments: '<vault>', description: 'what a vault claims and what its last probes have shown' })
export class VaultShowCommand extends VaultCommand {
  constructor(private readonly vaults: VaultStandings) {
    super();
  }

  async run([id]: string[], options: TerminalOptions): Promise<void> {
    this.showVault(options, await this.vaults.get(id!));
  }
}

@SubCommand({
  name: 'probe',
  arguments: '<vault>',
  description: 'try a vault as each role, what could harm only in its place for probes; exit code 1 when a claim does not hold',
})
export class VaultProbeCommand extends VaultCommand {
  constructor(
    private readonly config: Config,
    private readonly vaults: VaultStandings,
    private readonly probe: ProbeVault,
  ) {
    super();
  }

  async run([vaultId]: string[], options: TerminalOptions): Promise<void> {
    const server = await ensureServer(this.config);
    try {
      const before = new Map((await this.vaults.get(vaultId!)).probes.map(({ role, at }) => [role, at.getTime()]));
      await this.probe.run(this.by, { vaultId });
      const tried = ({ probes }: VaultStanding) => probes.filter(({ role, at }) => at.getTime() !== before.get(role)).length;
      const standing = await waitFor(
        () => this.vaults.get(vaultId!),
        (now) => tried(now) === ROLES,
        (now) => `${vaultId}: tried as ${tried(now)} of ${ROLES} roles`,
      );
      if (standing.isWeak || standing.probes.some(({ trouble }) => trouble)) process.exitCode = 1;
      this.showVault(options, standing);
    } finally {
      await server.stop();
    }
  }
}

@Command({
  name: 'vault',
  description: 'where copies lie: list, show, probe',
  subCommands: [VaultListCommand, VaultShowCommand, VaultProbeCommand],
})
export class VaultsCommand extends CommandGroup {}

export const VAULT_COMMANDS = [VaultsCommand, VaultListCommand, VaultShowCommand, VaultProbeCommand];
