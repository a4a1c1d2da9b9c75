import { Option, SubCommand } from 'nest-commander';
import { ApproveRestore, RefuseRestore, type RestoreStanding, Restores, SwitchRestore } from '../backup/index.js';
import { Config } from '../platform/index.js';
import { ensureServer } from './ensure-server.js';
import { progressLine, resultLines, switchLines, waysLines } from './restore-lines.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';
import { waitFor } from './wait-for.js';

/** Begins something with a restore and waits until the server has done it; exit code 1 when it went wrong. */
abstract class RestoreChangeCommand extends TerminalCommand {
  protected abstract readonly config: Config;
  protected abstract readonly restores: Restores;

  protected async follow(id: string, options: TerminalOptions, begin: () => Promise<unknown>): Promise<void> {
    const server = await ensureServer(this.config);
    try {
      await begin();
      const done = await waitFor(() => this.restores.get(id), isOver, progressLine);
      if (done.state === 'failed' || done.lastSwitch?.state === 'failed') process.exitCode = 1;
      await this.tell(done, options);
    } finally {
      await server.stop();
    }
  }

  protected async tell(restore: RestoreStanding, options: TerminalOptions): Promise<void> {
    const ways = await this.restores.waysIn(restore.id);
    const result = resultLines(restore, (rows) => this.table(rows));
    this.show(options, { ...restore, ways }, [...result, ...switchLines(restore), ...waysLines(ways)]);
  }
}

function isOver({ state, target, lastSwitch }: RestoreStanding): boolean {
  const waitsForSwitch = state === 'done' && target === 'in-place' && !lastSwitch;
  return state !== 'running' && !waitsForSwitch && lastSwitch?.state !== 'running';
}

@SubCommand({
  name: 'show',
  arguments: '<restore-or-source>',
  description: 'one restore, or the newest one of a source, and how applications find what was restored',
})
export class RestoreShowCommand extends RestoreChangeCommand {
  constructor(
    protected readonly config: Config,
    protected readonly restores: Restores,
  ) {
    super();
  }

  async run([id = '']: string[], options: TerminalOptions): Promise<void> {
    const restoreId = await this.restores.meant(id);
    if (restoreId !== id) process.stderr.write(`${id}: ${restoreId}\n`);
    await this.tell(await this.restores.get(restoreId), options);
  }
}

@SubCommand({
  name: 'switch',
  arguments: '<restore>',
  description: 'give the restored one the name of the original, which is kept under another one',
})
export class RestoreSwitchCommand extends RestoreChangeCommand {
  constructor(
    protected readonly config: Config,
    protected readonly restores: Restores,
    private readonly change: SwitchRestore,
  ) {
    super();
  }

  run([id = '']: string[], options: TerminalOptions & { back?: boolean }): Promise<void> {
    const way = options.back ? 'back' : 'forth';
    return this.follow(id, options, () => this.change.run(this.by, { restoreId: id, way }));
  }

  @Option({ flags: '--back', description: 'the original has its own name again' })
  parseBack(): boolean {
    return true;
  }
}

@SubCommand({ name: 'approve', arguments: '<restore>', description: 'begin a restore in place, as a second person' })
export class RestoreApproveCommand extends RestoreChangeCommand {
  constructor(
    protected readonly config: Config,
    protected readonly restores: Restores,
    private readonly approve: ApproveRestore,
  ) {
    super();
  }

  run([id = '']: string[], options: TerminalOptions): Promise<void> {
    return this.follow(id, options, () => this.approve.run(this.by, { restoreId: id }));
  }
}

@SubCommand({ name: 'refuse', arguments: '<restore>', description: 'say no to a restore in place' })
export class RestoreRefuseCommand extends TerminalCommand {
  constructor(private readonly refuse: RefuseRestore) {
    super();
  }

  async run([id = '']: string[], { reason, ...options }: TerminalOptions & { reason?: string }): Promise<void> {
    const refused = await this.refuse.run(this.by, { restoreId: id, reason });
    this.show(options, refused, `refused: ${refused.answer}`);
  }

  @Option({ flags: '--reason <text>', description: 'why not', required: true })
  parseReason(value: string): string {
    return value;
  }
}

export const RESTORE_CHANGES = [RestoreShowCommand, RestoreSwitchCommand, RestoreApproveCommand, RestoreRefuseCommand] as const;
