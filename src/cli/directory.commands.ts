import { Command, Option, SubCommand } from 'nest-commander';
import { Directory, ImportDirectory, type OfficeStatus } from '../directory/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface ImportOptions extends TerminalOptions {
  regions?: string;
  dataset?: string;
}

@SubCommand({
  name: 'import',
  description: 'take regions, offices and services into the database; all or nothing, and again without harm',
})
export class DirectoryImportCommand extends TerminalCommand {
  constructor(private readonly importDirectory: ImportDirectory) {
    super();
  }

  async run(_arguments: string[], { regions: regionsFile, dataset: datasetFile, ...options }: ImportOptions): Promise<void> {
    const done = await this.importDirectory.run(this.by, { regionsFile, datasetFile });
    this.show(options, done, `${done.regions} regions and ${done.records} other records were new or different`);
  }

  @Option({ flags: '--regions <file>', description: 'CSV of regions; data/regions/regions.csv when left out' })
  parseRegions(file: string): string {
    return file;
  }

  @Option({ flags: '--dataset <file>', description: 'JSON of offices and services; data/directory/kediri.json when left out' })
  parseDataset(file: string): string {
    return file;
  }
}

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
  subCommands: [DirectoryImportCommand, DirectoryOfficesCommand, DirectoryRegionsCommand],
})
export class DirectoryCommand extends CommandGroup {}

export const DIRECTORY_COMMANDS = [DirectoryCommand, DirectoryImportCommand, DirectoryOfficesCommand, DirectoryRegionsCommand];

function word({ status, confirmed, stale, notBefore }: OfficeStatus, confirmedOpen: boolean): string {
  if (notBefore) return `opens on ${notBefore}`;
  if (!confirmedOpen) return `${status}, state not confirmed`;
  if (status === 'normal') return status;
  return confirmed ? `${status}${stale ? ', not confirmed again for a day' : ''}` : `${status}, waits for confirmation`;
}
