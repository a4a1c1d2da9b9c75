import { Command, SubCommand } from 'nest-commander';
import { inOneLine, PlaybookShelf, type Reading } from '../playbooks/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

/** As for any wrong input. */
const INVALID = 2;

@SubCommand({
  name: 'check',
  arguments: '[file]',
  description: 'read one playbook, or all of them, and name every wrong line; exit 2 when there is one',
})
export class PlaybookCheckCommand extends TerminalCommand {
  constructor(private readonly shelf: PlaybookShelf) {
    super();
  }

  async run([file]: string[], options: TerminalOptions): Promise<void> {
    const readings = file ? [this.shelf.readOne(file)] : this.shelf.read();
    this.show(options, readings, readings.flatMap(told));
    if (readings.some(({ problems }) => problems.length > 0)) process.exitCode = INVALID;
  }
}

function told({ file, playbook, problems }: Reading): string[] {
  return playbook ? [`${file}: fine, ${playbook.steps.length} steps`] : problems.map(inOneLine);
}

@SubCommand({ name: 'list', description: 'the playbooks on the shelf and what starts them' })
export class PlaybookListCommand extends TerminalCommand {
  constructor(private readonly shelf: PlaybookShelf) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const readings = this.shelf.read();
    const rows = readings.map(({ file, playbook }) =>
      playbook
        ? [playbook.id, playbook.startsOn ?? 'by hand', playbook.steps.length, playbook.title.id]
        : [file, '-', '-', 'cannot be read: playbooks check'],
    );
    this.show(options, readings, this.table([['playbook', 'starts on', 'steps', 'title'], ...rows]));
  }
}

@Command({ name: 'playbooks', description: 'written procedures', subCommands: [PlaybookCheckCommand, PlaybookListCommand] })
export class PlaybooksCommand extends CommandGroup {}

export const PLAYBOOK_COMMANDS = [PlaybooksCommand, PlaybookCheckCommand, PlaybookListCommand];
