import { Command, SubCommand } from 'nest-commander';
import { Directory, type OfficeStatus } from '../directory/index.js';
import { DirectoryExportCommand, DirectoryImportCommand } from './directory-exchange.commands.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({ name: 'offices', arguments: '[text]', description: 'all offices with their status, or those that a text names' })
export class DirectoryOfficesCommand extends TerminalCommand {
  constructor(private readonly directory: Directory) {
    super();
  }

  async run([text]: string[], options: TerminalOptions): Promise<void> {
    const offices = await (text === undefined ? this.directory.offices() : this.directory.findOffices(text));
    const shown = await Promise.all(
      offices.map(async (office) => ({ ...office, status: await this.directory.officeStatus(office.id) })),
    );
    const rows = shown.map(({ id, name, regionCode, status, confirmedOpen }) => [
      id,
      name,
      regionCode,
      word(status, confirmedOpen),
    ]);
    this.show(options, shown, this.table([['office', 'name', 'region', 'status'], ...rows]));
  }
}

@SubCommand({ name: 'regions', arguments: '<text>', description: 'regions of that name; several when it is ambiguous' })
export class DirectoryRegionsCommand extends TerminalCommand {
  constructor(private readonly directory: Directory) {
    super();
  }

  async run([text = '']: string[], options: TerminalOptions): Promise<void> {
    const regions = await this.directory.findRegions(text);
    this.show(
      options,
      regions,
      this.table([['code', 'level', 'region'], ...regions.map(({ code, level, label }) => [code, level, label])]),
    );
  }
}

@Command({
  name: 'directory',
  description: 'regions, offices and services',
  subCommands: [DirectoryImportCommand, DirectoryExportCommand, DirectoryOfficesCommand, DirectoryRegionsCommand],
})
export class DirectoryCommand extends CommandGroup {}

export const DIRECTORY_COMMANDS = [
  DirectoryCommand,
  DirectoryImportCommand,
  DirectoryExportCommand,
  DirectoryOfficesCommand,
  DirectoryRegionsCommand,
];

function word({ status, confirmed, stale, notBefore }: OfficeStatus, confirmedOpen: boolean): string {
  if (notBefore) return `opens on ${notBefore}`;
  if (!confirmedOpen) return `${status}, state not confirmed`;
  if (status === 'normal') return status;
  return confirmed ? `${status}${stale ? ', not confirmed again for a day' : ''}` : `${status}, waits for confirmation`;
}
