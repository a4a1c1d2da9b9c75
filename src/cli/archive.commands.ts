import { readFile } from 'node:fs/promises';
import { Command, SubCommand } from 'nest-commander';
import { Archives, RegisterArchives } from '../backup/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({
  name: 'import',
  arguments: '<file>',
  description: 'take a CSV of paper archives into the register, whole or not at all',
})
export class ArchiveImportCommand extends TerminalCommand {
  constructor(private readonly register: RegisterArchives) {
    super();
  }

  async run([file = '']: string[], options: TerminalOptions): Promise<void> {
    const done = await this.register.run(this.by, { register: await readFile(fromHere(file), 'utf8') });
    this.show(options, done, `${done.archives} archives read, ${done.added} new`);
  }
}

@SubCommand({ name: 'list', description: 'paper archives by office, the least scanned first' })
export class ArchiveListCommand extends TerminalCommand {
  constructor(private readonly archives: Archives) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const all = await this.archives.all();
    const rows = all.map(({ officeId, series, firstYear, lastYear, files, scanned, building, room, condition }) => [
      officeId,
      series,
      `${firstYear}-${lastYear}`,
      files,
      `${Math.floor((scanned * 100) / files)} %`,
      building ?? 'here',
      room,
      condition,
    ]);
    const header = ['office', 'series', 'years', 'files', 'scanned', 'building', 'room', 'condition'];
    this.show(options, all, this.table([header, ...rows]));
  }
}

const SUB_COMMANDS = [ArchiveImportCommand, ArchiveListCommand];

@Command({ name: 'archive', description: 'paper archives: where they lie, and how much is scanned', subCommands: SUB_COMMANDS })
export class ArchiveCommand extends CommandGroup {}

export const ARCHIVE_COMMANDS = [ArchiveCommand, ...SUB_COMMANDS];
