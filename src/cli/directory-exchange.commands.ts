import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Option, SubCommand } from 'nest-commander';
import {
  ApplyImport,
  type CheckedImport,
  CheckImport,
  ExportDirectory,
  HSDS_FILE,
  ImportDirectory,
  Imports,
  kinds,
  type Problem,
} from '../directory/index.js';
import { Texts } from '../platform/index.js';
import { faultLine, moreLine } from './error-lines.js';
import { fromHere } from './from-here.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface ImportOptions extends TerminalOptions {
  regions?: string;
  dataset?: string;
  dryRun?: boolean;
  apply?: boolean;
}

const MOST_SHOWN = 1000;
/** As of every command whose input is wrong. */
const INVALID = 2;

@SubCommand({
  name: 'import',
  arguments: '[files...]',
  description:
    'check CSV files, a folder of them or an HSDS file against the directory, and apply them; without files, the shipped data',
})
export class DirectoryImportCommand extends TerminalCommand {
  constructor(
    private readonly shipped: ImportDirectory,
    private readonly check: CheckImport,
    private readonly applyImport: ApplyImport,
    private readonly imports: Imports,
    private readonly texts: Texts,
  ) {
    super();
  }

  async run(places: string[], { regions, dataset, apply = false, dryRun, ...options }: ImportOptions): Promise<void> {
    if (apply && dryRun) this.command.error('error: give --dry-run or --apply, not both');
    if (places.length > 0) return this.take(places, apply, options);
    const done = await this.shipped.run(this.by, { regionsFile: regions, datasetFile: dataset });
    this.show(options, done, `${done.regions} regions and ${done.records} other records were new or different`);
  }

  private async take(places: string[], apply: boolean, options: TerminalOptions): Promise<void> {
    const files = (await Promise.all(places.map((place) => filesAt(fromHere(place))))).flat();
    const run = await this.check.run(this.by, {
      files: files.map((file) => ({ name: path.basename(file), content: createReadStream(file) })),
    });
    const problems = await this.imports.problems(run.id, MOST_SHOWN);
    const applied = apply && run.problems === 0 ? await this.applyImport.run(this.by, { importId: run.id }) : run;
    this.show(options, { ...applied, found: problems }, this.report(applied, problems, await this.changes(run)));
    if (run.problems > 0) process.exitCode = INVALID;
  }

  private async changes({ id }: CheckedImport): Promise<string[]> {
    const items = await this.imports.items(id, MOST_SHOWN);
    return items.map(
      ({ kind, id: thing, before, fields }) => `${before ? '~' : '+'} ${kind} ${thing}${before ? `: ${fields.join(', ')}` : ''}`,
    );
  }

  private report(run: CheckedImport, problems: Problem[], changes: string[]): string[] {
    const counts = kinds.map((kind) => {
      const { added, changed, same, unlisted } = run.counts[kind];
      return [kind, added, changed, same, unlisted];
    });
    const faults = problems.map(({ problem, value, ...at }) =>
      faultLine(at, this.texts.t('en', `exchange:problem.${problem}`, { value })),
    );
    const rest = run.problems > faults.length ? [moreLine(run.problems - faults.length)] : [];
    return [
      ...this.table([['', 'added', 'changed', 'same', 'unlisted'], ...counts]),
      ...changes,
      ...faults,
      ...rest,
      outcome(run),
    ];
  }

  @Option({ flags: '--dry-run', description: 'show the difference and every problem; change nothing (also without it)' })
  parseDryRun(): boolean {
    return true;
  }

  @Option({ flags: '--apply', description: 'apply the files whole, if nothing is wrong with them' })
  parseApply(): boolean {
    return true;
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

@SubCommand({
  name: 'export',
  arguments: '<folder>',
  description: 'write the directory into a folder, as files that an import takes',
})
export class DirectoryExportCommand extends TerminalCommand {
  constructor(private readonly directory: ExportDirectory) {
    super();
  }

  async run([named = '']: string[], { format = 'csv', ...options }: TerminalOptions & { format?: string }): Promise<void> {
    if (format !== 'csv' && format !== 'hsds') this.command.error(`error: unknown format '${format}': csv or hsds`);
    const names = this.directory.files.filter((name) => (name === HSDS_FILE) === (format === 'hsds'));
    const folder = fromHere(named);
    await mkdir(folder, { recursive: true });
    for (const name of names) await pipeline(this.directory.file(name), createWriteStream(path.join(folder, name)));
    this.show(options, { folder, files: names }, `${names.length} ${names.length === 1 ? 'file' : 'files'} written to ${folder}`);
  }

  @Option({
    flags: '--format <format>',
    description: 'csv (a file for each kind of thing) or hsds (one JSON document); csv when left out',
  })
  parseFormat(format: string): string {
    return format;
  }
}

/** A file, or the CSV and JSON files of a folder. */
async function filesAt(place: string): Promise<string[]> {
  const found = await stat(place).catch((cause: Error) => {
    throw new Error(`the file cannot be opened: ${cause.message}`, { cause });
  });
  if (!found.isDirectory()) return [place];
  const names = (await readdir(place)).filter((name) => /\.(csv|json)$/i.test(name)).sort();
  return names.map((name) => path.join(place, name));
}

function outcome({ id, problems, appliedAt }: CheckedImport): string {
  if (problems > 0) return `${problems} problems: nothing was applied`;
  return appliedAt ? `applied as ${id}` : `nothing is wrong; run it again with --apply to apply it (checked as ${id})`;
}
