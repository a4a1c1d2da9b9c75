import { Command, SubCommand } from 'nest-commander';
import { DecideHeldWork } from '../operations/index.js';
import { HeldWork } from '../platform/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({ name: 'list', description: 'what was begun before a restore and waits for an officer' })
export class WorkflowsListCommand extends TerminalCommand {
  constructor(private readonly held: HeldWork) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const [since, work] = [await this.held.since(), await this.held.all()];
    const rows = work.map(({ id, name, begun, startedAt }) => [id, name, startedAt.toISOString(), begun ? 'begun' : 'waiting']);
    const lines = [`held since ${since?.toISOString()}`, ...this.table([['workflow', 'name', 'started', 'state'], ...rows])];
    this.show(options, { since, work }, since ? lines : 'nothing is held');
  }
}

abstract class DecideCommand extends TerminalCommand {
  protected abstract readonly decide: DecideHeldWork;

  protected async decided(decision: 'release' | 'drop', ids: string[], options: TerminalOptions): Promise<void> {
    const count = await this.decide.run(this.by, { ids, decision });
    this.show(
      options,
      { decision, count },
      decision === 'release' ? `${count} go on in the running server` : `${count} never go on`,
    );
  }
}

@SubCommand({
  name: 'release',
  arguments: '[workflows...]',
  description: 'let these go on where they were; all when none is named',
})
export class WorkflowsReleaseCommand extends DecideCommand {
  constructor(protected readonly decide: DecideHeldWork) {
    super();
  }

  run(ids: string[], options: TerminalOptions): Promise<void> {
    return this.decided('release', ids, options);
  }
}

@SubCommand({ name: 'drop', arguments: '[workflows...]', description: 'have these never go on; all when none is named' })
export class WorkflowsDropCommand extends DecideCommand {
  constructor(protected readonly decide: DecideHeldWork) {
    super();
  }

  run(ids: string[], options: TerminalOptions): Promise<void> {
    return this.decided('drop', ids, options);
  }
}

@Command({
  name: 'workflows',
  description: 'work of before a restore: list, release, drop',
  subCommands: [WorkflowsListCommand, WorkflowsReleaseCommand, WorkflowsDropCommand],
})
export class WorkflowsCommand extends CommandGroup {}

export const HELD_WORK_COMMANDS = [WorkflowsCommand, WorkflowsListCommand, WorkflowsReleaseCommand, WorkflowsDropCommand];
