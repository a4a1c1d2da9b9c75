import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Command, Option } from 'nest-commander';
import { notCompared, Rescue, type Rescued, type RescuePlan, RescuePlans } from '../backup/index.js';
import { Clock, Config } from '../platform/index.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

const MB = 1e6;
const USAGE = 2;
const TELL_EVERY_MS = 2_000;

interface RescueOptions extends TerminalOptions {
  identity?: string;
  fingerprint?: string;
  withoutCard?: boolean;
  sequence?: number;
  point?: string;
  yes?: boolean;
  start: boolean;
}

/** Brings this installation back on an empty machine from a vault and a key, then starts it. */
@Command({
  name: 'rescue',
  arguments: '<vault>',
  description:
    'bring this installation back from a vault (a folder, or s3://bucket) and a key; without --yes says what it would do',
})
export class RescueCommand extends TerminalCommand {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly plans: RescuePlans,
    private readonly rescue: Rescue,
  ) {
    super();
  }

  async run([address = '']: string[], options: RescueOptions): Promise<void> {
    if (options.yes && !options.fingerprint && !options.withoutCard) throw notCompared();
    const { json, identity: identityFile = '', fingerprint, sequence, point: pointId, yes, start } = options;
    const plan = await this.plans.make({ address, identityFile, fingerprint, sequence, pointId });
    const lines = this.planLines(plan, fingerprint !== undefined);
    if (!yes) {
      process.exitCode = USAGE;
      return this.show({ json }, { ...shownPlan(plan), isCompared: fingerprint !== undefined }, [
        ...lines,
        'nothing was done; add --yes to do it',
      ]);
    }
    if (!json) process.stderr.write(`${lines.join('\n')}\n`);
    const rescued = await this.rescue.run(plan, reporter(plan.manifest.content.rawBytes));
    this.show({ json }, rescued, this.resultLines(rescued));
    if (start) await this.startServer(rescued);
  }

  @Option({
    flags: '--identity <file>',
    required: true,
    description: "the key: an officer's escrow key, or the installation's own",
  })
  parseIdentity(value: string): string {
    return value;
  }

  @Option({
    flags: '--fingerprint <hex>',
    description: 'of the signing key, from the recovery card; its first 16 digits are enough',
  })
  parseFingerprint(value: string): string {
    if (!/^[0-9a-fA-F]{16,64}$/.test(value)) this.command.error('error: --fingerprint takes 16 to 64 hexadecimal digits');
    return value.toLowerCase();
  }

  @Option({ flags: '--sequence <number>', description: 'of the catalogue, from the recovery card: an older one is refused' })
  parseSequence(value: string): number {
    if (!/^\d{1,12}$/.test(value)) this.command.error('error: --sequence takes a number');
    return Number(value);
  }

  @Option({ flags: '--point <id>', description: 'recovery point; the newest when not given' })
  parsePoint(value: string): string {
    return value;
  }

  @Option({
    flags: '--without-card',
    description: 'go on without --fingerprint: whoever could write to the vault could make this machine run what they like',
  })
  parseWithoutCard(): boolean {
    return true;
  }

  @Option({ flags: '--yes', description: 'do it' })
  parseYes(): boolean {
    return true;
  }

  @Option({ flags: '--no-start', description: 'do not start the server afterwards' })
  parseStart(value: boolean): boolean {
    return value;
  }

  private planLines({ catalogue, point, manifest, keys }: RescuePlan, compared: boolean): string[] {
    // A demonstration's clock is in its database.
    const age = catalogue.kind === 'demonstration' ? undefined : this.clock.now().getTime() - Date.parse(point.takenAt);
    const card = compared ? 'as expected' : 'COMPARE IT WITH THE RECOVERY CARD';
    return [
      `catalogue ${catalogue.sequence} of ${catalogue.signedAt}, ${catalogue.points.length} points in all`,
      `signed by ${catalogue.key}: ${card}`,
      `would restore ${point.sourceId} ${point.pointId} (${point.state}), data of ${point.takenAt}`,
      `${(point.bytes / MB).toFixed(1)} MB in the vault, ${(manifest.content.rawBytes / MB).toFixed(1)} MB of SQL, ${manifest.tables.length} tables`,
      age === undefined ? 'the work since then is lost' : `the work of the last ${(age / 3_600_000).toFixed(1)} hours is lost`,
      `keys: ${keys
        .map(({ name }) => name)
        .filter((name) => name.startsWith('keys/'))
        .join(', ')}`,
      `into ${this.config.get('DATABASE_URL') ? 'the database of DATABASE_URL' : 'an embedded PostgreSQL'}, data folder ${this.config.data}`,
    ];
  }

  private resultLines({ pointId, tables, rows, seconds, shelf }: Rescued): string[] {
    return [
      `restored ${pointId} in ${seconds.toFixed(1)} s: ${rows} rows in ${tables} tables, every table the same`,
      `the shelf of before lies in ${shelf}: set SINAMBUNG_BACKUP_SHELF to it, and its vaults to where they are now`,
      'what was begun before the copy is held: sinambung workflows list',
    ];
  }

  /** In front, until it ends. */
  private async startServer({ shelf }: Rescued): Promise<void> {
    const env = { SINAMBUNG_BACKUP_SHELF: shelf, ...process.env };
    const server = spawn(process.execPath, [this.config.shipped('dist', 'main.js')], { env, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.kill(signal));
    const [code] = await once(server, 'exit');
    process.exitCode = code ?? 1;
  }
}

function shownPlan({ catalogue, point, manifest, keys }: RescuePlan): object {
  const { sequence, signedAt, key, kind } = catalogue;
  return {
    catalogue: { sequence, signedAt, fingerprint: key, kind },
    point,
    tables: manifest.tables.length,
    keys: keys.map(({ name }) => name),
  };
}

function reporter(total: number): (bytes: number) => void {
  let told = performance.now();
  return (bytes) => {
    if (performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    process.stderr.write(`${(bytes / MB).toFixed(1)} of ${(total / MB).toFixed(1)} MB\n`);
  };
}
