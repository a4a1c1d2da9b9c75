import { writeFileSync } from 'node:fs';
import { Command, Option, SubCommand } from 'nest-commander';
import {
  CatalogueStanding,
  CheckCatalogue,
  ClusterSetups,
  type FailedLeft,
  kindOf,
  type LeftInVault,
  Leftovers,
  type Point,
  Points,
  ProvePoint,
  RecoveryCards,
  rolesOf,
  type SharedAlarm,
  SharedAlarms,
  type SourceStanding,
  Sources,
  TakeBackup,
  VerifyPoint,
} from '../backup/index.js';
import { Config } from '../platform/index.js';
import { BackupCheckCommand } from './backup-check.command.js';
import { counted } from './counted.js';
import { ensureServer } from './ensure-server.js';
import { fromHere } from './from-here.js';
import { RETENTION_COMMANDS } from './retention.commands.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';
import { waitFor } from './wait-for.js';

const MB = 1e6;

type WithCopies = Awaited<ReturnType<Points['get']>>;

/** Begins work on a point and waits until the server has done it; exit code 1 when it went wrong. */
abstract class PointCommand extends TerminalCommand {
  protected abstract readonly config: Config;
  protected abstract readonly points: Points;

  /** Says which point a source stands for. */
  protected async meant(id: string, work: 'verify' | 'prove'): Promise<string> {
    const point = await this.points.meant(id, work);
    if (point.id !== id) process.stderr.write(`${id}: ${point.id}, data of ${point.takenAt?.toISOString()}\n`);
    return point.id;
  }

  protected async follow<T extends Point>(
    options: TerminalOptions,
    begin: () => Promise<T>,
    isOver: (point: WithCopies, begun: T) => boolean,
    tell: (point: WithCopies) => string[] = summary,
  ) {
    const server = await ensureServer(this.config);
    try {
      const begun = await begin();
      const point = await waitFor(
        () => this.points.get(begun.id),
        (now) => isOver(now, begun),
        (now) => `${now.id} ${now.state}`,
      );
      if (point.state === 'failed' || point.trouble) process.exitCode = 1;
      this.show(options, point, tell(point));
    } finally {
      await server.stop();
    }
  }
}

@SubCommand({ name: 'take', arguments: '<source>', description: 'copy a source now, read it back, and wait for the result' })
export class BackupTakeCommand extends PointCommand {
  constructor(
    protected readonly config: Config,
    protected readonly points: Points,
    private readonly take: TakeBackup,
  ) {
    super();
  }

  run([sourceId]: string[], options: TerminalOptions): Promise<void> {
    const isOver = (point: Point) => point.state !== 'running' && (point.state !== 'stored' || point.trouble !== undefined);
    return this.follow(options, () => this.take.run(this.by, { sourceId }), isOver);
  }
}

@SubCommand({
  name: 'verify',
  arguments: '<point-or-source>',
  description: 'read every copy of a recovery point, or of the newest one of a source, back, whole',
})
export class BackupVerifyCommand extends PointCommand {
  constructor(
    protected readonly config: Config,
    protected readonly points: Points,
    private readonly verify: VerifyPoint,
  ) {
    super();
  }

  async run([id = '']: string[], options: TerminalOptions): Promise<void> {
    const pointId = await this.meant(id, 'verify');
    return this.follow(options, () => this.verify.run(this.by, { pointId }), isRead, readingOf);
  }
}

@SubCommand({
  name: 'prove',
  arguments: '<point-or-source>',
  description: 'restore a recovery point, or the newest good one of a source, into a throw-away place and compare',
})
export class BackupProveCommand extends PointCommand {
  constructor(
    protected readonly config: Config,
    protected readonly points: Points,
    private readonly prove: ProvePoint,
  ) {
    super();
  }

  async run([id = '']: string[], options: TerminalOptions): Promise<void> {
    const pointId = await this.meant(id, 'prove');
    return this.follow(options, () => this.prove.run(this.by, { pointId }), isProven);
  }
}

@SubCommand({
  name: 'list',
  arguments: '[source]',
  description: 'all sources and how they stand; with a source, its recovery points',
})
export class BackupListCommand extends TerminalCommand {
  constructor(
    private readonly sources: Sources,
    private readonly points: Points,
    private readonly shared: SharedAlarms,
    private readonly leftovers: Leftovers,
  ) {
    super();
  }

  run([sourceId]: string[], options: TerminalOptions): Promise<void> {
    return sourceId ? this.pointsOf(sourceId, options) : this.all(options);
  }

  private async all(options: TerminalOptions): Promise<void> {
    const [standing, shared, left] = [await this.sources.all(), await this.shared.all(), await this.leftovers.all()];
    const failed = await this.leftovers.ofFailed();
    const rows = standing.map(({ source, lastProven, rpoMs, rtoMs, alarms }) => [
      source.id,
      kindOf(source),
      lastProven?.takenAt?.toISOString() ?? 'none',
      hours(rpoMs),
      rtoMs === undefined ? '-' : `${(rtoMs / 1000).toFixed(1)} s`,
      alarms.join(' ') || 'fine',
    ]);
    // A script that reads the list of sources learns beside it what is wrong with what all of them share.
    if (this.asksJson(options)) process.stderr.write(shared.map((alarm) => `${sharedLine(alarm)}\n`).join(''));
    this.show(options, standing, [
      ...this.table([['source', 'kind', 'proven data of', 'loss now', 'restore takes', 'state'], ...rows]),
      ...shared.map(sharedLine),
      ...standing.flatMap(damageLines),
      ...left.map(leftLine),
      ...failed.map(failedLine),
    ]);
  }

  private async pointsOf(sourceId: string, options: TerminalOptions): Promise<void> {
    const points = await this.points.of(sourceId);
    const rows = points.map((point) => [
      point.id,
      point.removedAt ? 'removed' : point.state,
      (point.takenAt ?? point.begunAt).toISOString(),
      point.bytes === undefined ? '-' : `${(point.bytes / MB).toFixed(1)} MB`,
      point.trouble ? `${point.trouble.code}: ${point.trouble.detail}` : '',
    ]);
    this.show(options, points, this.table([['point', 'state', 'data of', 'size', 'trouble'], ...rows]));
  }
}

@SubCommand({ name: 'alarms', description: "what is wrong with any source, vault or officer's key; exit 1 when something is" })
export class BackupAlarmsCommand extends TerminalCommand {
  constructor(
    private readonly sources: Sources,
    private readonly shared: SharedAlarms,
  ) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const standings = (await this.sources.all()).filter(({ alarms }) => alarms.length > 0);
    const sources = standings.map(({ source, alarms }) => ({ sourceId: source.id, alarms }));
    const shared = await this.shared.all();
    const rows = sources.map(({ sourceId, alarms }) => [sourceId, alarms.join(' ')]);
    const damaged = standings.flatMap(damageLines);
    const isCalm = sources.length + shared.length === 0;
    this.show(
      options,
      { sources, shared },
      isCalm ? 'nothing is wrong' : [...this.table(rows), ...damaged, ...shared.map(sharedLine)],
    );
    if (!isCalm) process.exitCode = 1;
  }
}

@SubCommand({
  name: 'configure',
  arguments: '<source>',
  description: 'what the PostgreSQL server of a source must still be told, so that its log comes into the vault',
})
export class BackupConfigureCommand extends TerminalCommand {
  constructor(private readonly setups: ClusterSetups) {
    super();
  }

  async run([sourceId = '']: string[], options: TerminalOptions): Promise<void> {
    const setup = await this.setups.of(sourceId);
    if (setup.missing.length > 0) process.exitCode = 1;
    const lines = setup.missing.map(({ what, line }) => `-- ${what}\n${line}`);
    this.show(options, setup, lines.length > 0 ? lines : ['nothing is missing']);
  }
}

interface CardOptions extends TerminalOptions {
  out?: string;
}

@SubCommand({
  name: 'card',
  arguments: '<source>',
  description: 'the recovery card of a source, one page for a sealed envelope, as PDF/A',
})
export class BackupCardCommand extends TerminalCommand {
  constructor(private readonly cards: RecoveryCards) {
    super();
  }

  async run([sourceId = '']: string[], { out, json }: CardOptions): Promise<void> {
    const { pdf, name } = await this.cards.pdf(sourceId);
    const file = fromHere(out ?? name);
    writeFileSync(file, pdf);
    this.show({ json }, { file }, file);
  }

  @Option({ flags: '--out <file>', description: 'file to write; named after the source when left out' })
  parseOut(file: string): string {
    return file;
  }
}

@SubCommand({ name: 'catalogue', description: 'hold every vault against the signed catalogue; exit 1 when one is not right' })
export class BackupCatalogueCommand extends TerminalCommand {
  constructor(
    private readonly standing: CatalogueStanding,
    private readonly check: CheckCatalogue,
  ) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const { sequence, fingerprint } = await this.standing.now();
    const checked = await this.check.all();
    const rows = checked.map(({ vaultId, trouble }) => [vaultId, trouble ? `${trouble.code}: ${trouble.detail}` : 'right']);
    const head = [`catalogue ${sequence}, signed by ${fingerprint}`];
    this.show(options, { sequence, fingerprint, checked }, [...head, ...this.table([['vault', 'state'], ...rows])]);
    if (checked.some(({ trouble }) => trouble)) process.exitCode = 1;
  }
}

@Command({
  name: 'backup',
  subCommands: [
    BackupCheckCommand,
    BackupTakeCommand,
    BackupVerifyCommand,
    BackupProveCommand,
    BackupListCommand,
    BackupAlarmsCommand,
    BackupConfigureCommand,
    ...RETENTION_COMMANDS,
    BackupCardCommand,
    BackupCatalogueCommand,
  ],
  description:
    'copies of data: check, take, verify, prove, list, alarms, configure, what is kept of them, recovery card, signed catalogue',
})
export class BackupCommand extends CommandGroup {}

function isProven(now: Point, begun: Point): boolean {
  return now.provenAt?.getTime() !== begun.provenAt?.getTime() || now.state === 'failed' || hasOtherTrouble(now, begun);
}

/** A point that had failed before stays so while it is read: only its copies tell. */
function isRead(now: WithCopies, begun: WithCopies): boolean {
  const before = new Map(begun.copies.map(({ vaultId, readAt }) => [vaultId, readAt?.getTime()]));
  const areRead = now.copies.every(({ vaultId, readAt }) => readAt?.getTime() !== before.get(vaultId));
  return areRead || now.removedAt !== undefined || hasOtherTrouble(now, begun);
}

function hasOtherTrouble(now: Point, begun: Point): boolean {
  return JSON.stringify(now.trouble) !== JSON.stringify(begun.trouble);
}

/** What was found in each vault, and why the point is not offered though a copy of it is whole. */
function readingOf(point: WithCopies): string[] {
  const found = point.copies.map(({ vaultId, state, trouble }) =>
    trouble
      ? `vault ${vaultId}: ${trouble.code}: ${trouble.detail}`
      : `vault ${vaultId}: ${state === 'verified' ? 'whole' : state}`,
  );
  const isSaid = point.copies.some(({ trouble }) => trouble?.code === point.trouble?.code);
  return [...summary({ ...point, proof: undefined, trouble: isSaid ? undefined : point.trouble }), ...found];
}

function summary(point: Point): string[] {
  const missing = rolesOf(point.manifest)?.missing;
  return [
    `${point.id} ${point.state}`,
    ...(point.bytes === undefined ? [] : [holds(point)]),
    ...(point.proof ? [`proven in ${point.proof.seconds.toFixed(1)} s: everything is the same`] : []),
    ...(point.proof?.missingRoles?.length
      ? [`roles that the server of the restore does not know: ${point.proof.missingRoles.join(', ')}`]
      : []),
    ...(missing ? [`not all roles could be read: ${missing}`] : []),
    ...(point.trouble ? [`${point.trouble.code}: ${point.trouble.detail}`] : []),
  ];
}

function holds({ bytes = 0, rawBytes = 0, manifest }: Point): string {
  const stored = (bytes / MB).toFixed(1);
  if (manifest?.engine !== 'restic') {
    const rows = manifest?.tables.reduce((sum, table) => sum + table.rows, 0);
    return `${stored} MB in the vault, ${counted(rows ?? 0, 'row')} in ${counted(manifest?.tables.length ?? 0, 'table')}`;
  }
  const { files = 0, folders = 0, links = 0 } = manifest.shape;
  const changed = manifest.changed ? `; written to while it was copied: ${manifest.changed.names.join(', ')}` : '';
  return `${stored} MB more in the vault, ${counted(files, 'file')} in ${counted(folders, 'folder')}, ${counted(links, 'link')}, ${(rawBytes / MB).toFixed(1)} MB${changed}`;
}

function damageLines({ damaged, isLost }: SourceStanding): string[] {
  const todo = isLost
    ? 'no copy of the newest data is whole: backup take'
    : 'copy all its files from a whole vault, then backup verify';
  return damaged.map(({ vaultId, sourceId, points }) => `vault ${vaultId}: damaged points of ${sourceId}: ${points}; ${todo}`);
}

function sharedLine(alarm: SharedAlarm): string {
  return 'escrow' in alarm
    ? `officers' keys: ${alarm.escrow}`
    : `vault ${alarm.vaultId}: ${alarm.trouble.code}: ${alarm.trouble.detail}`;
}

function leftLine({ vaultId, sourceId, points, since, trouble }: LeftInVault): string {
  return `vault ${vaultId} still holds ${points} removed of ${sourceId}, since ${since.toISOString()}: ${trouble?.code}`;
}

function failedLine({ sourceId, points, since, reasons }: FailedLeft): string {
  return `${points} failed of ${sourceId} may still lie in vaults, since ${since.toISOString()}: ${reasons.join(', ')}`;
}

function hours(ms: number | undefined): string {
  return ms === undefined ? '-' : `${(ms / 3_600_000).toFixed(1)} h`;
}

export const BACKUP_COMMANDS = [
  BackupCommand,
  BackupCheckCommand,
  BackupCardCommand,
  BackupCatalogueCommand,
  BackupTakeCommand,
  BackupVerifyCommand,
  BackupProveCommand,
  BackupListCommand,
  BackupAlarmsCommand,
  BackupConfigureCommand,
  ...RETENTION_COMMANDS,
];
