import { Command, Option } from 'nest-commander';
import { RestorePoint, type RestorePreview, RestoreSeries, Restores, SeriesPreview } from '../backup/index.js';
import { Config, moment, parse } from '../platform/index.js';
import { ensureServer } from './ensure-server.js';
import { RESTORE_CHANGES } from './restore-change.commands.js';
import {
  askedLines,
  previewLines,
  progressLine,
  resultLines,
  seriesLine,
  seriesPreviewLines,
  seriesRows,
  waysLines,
} from './restore-lines.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';
import { waitFor } from './wait-for.js';

const USAGE = 2;

interface RestoreOptions extends TerminalOptions {
  point?: string;
  until?: Date;
  original?: boolean;
  office?: string;
  inPlace?: boolean;
  reason?: string;
  dropOld?: boolean;
  yes?: boolean;
}

/** Brings a source back beside the original, under its name when that is free, or asks to do it in place; prints the proof. */
@Command({
  name: 'restore',
  arguments: '[sources...]',
  description: 'bring a source back; without --yes says what it would do',
  subCommands: [...RESTORE_CHANGES],
})
export class RestoreCommand extends TerminalCommand {
  constructor(
    private readonly config: Config,
    private readonly restores: Restores,
    private readonly restore: RestorePoint,
    private readonly series: RestoreSeries,
    private readonly seriesPreview: SeriesPreview,
  ) {
    super();
  }

  async run(sourceIds: string[], options: RestoreOptions): Promise<void> {
    if (options.office || sourceIds.length > 1) return this.several(sourceIds, options);
    const [sourceId = ''] = sourceIds;
    const { json, yes, inPlace, point: pointId, until } = options;
    const preview = await this.restores.preview(sourceId, { pointId, until });
    if (!yes) {
      process.exitCode = USAGE;
      return this.show({ json }, preview, [...previewLines(preview), 'nothing was done; add --yes to do it']);
    }
    if (!json) process.stderr.write(`${previewLines(preview).join('\n')}\n`);
    await (inPlace ? this.ask(sourceId, preview, options) : this.begin(sourceId, preview, options));
  }

  /** Without --yes nothing is done, as with one. */
  private async several(sourceIds: string[], { json, office, original, yes }: RestoreOptions): Promise<void> {
    if (!yes) {
      process.exitCode = USAGE;
      const preview = await this.seriesPreview.of({ sourceIds, officeId: office });
      const last = 'nothing was done; add --yes to restore them in this order';
      return this.show({ json }, preview, [...seriesPreviewLines(preview), last]);
    }
    const server = await ensureServer(this.config);
    try {
      const command = { sourceIds, officeId: office, target: original ? 'original' : 'beside' };
      const [first] = await this.series.run(this.by, command);
      const done = await waitFor(
        () => this.restores.series(first?.seriesId ?? ''),
        (all) => all.every(({ state }) => state !== 'running'),
        seriesLine,
      );
      if (done.some(({ state }) => state === 'failed')) process.exitCode = 1;
      this.show({ json }, done, this.table(seriesRows(done)));
    } finally {
      await server.stop();
    }
  }

  private async ask(
    sourceId: string,
    { point, until }: RestorePreview,
    { json, reason, dropOld }: RestoreOptions,
  ): Promise<void> {
    const command = { sourceId, pointId: point.id, until, target: 'in-place', reason, dropsOriginal: dropOld };
    const asked = await this.restore.run(this.by, command);
    this.show({ json }, asked, askedLines(asked));
  }

  private async begin(sourceId: string, { point, until }: RestorePreview, { json, original }: RestoreOptions): Promise<void> {
    const server = await ensureServer(this.config);
    try {
      const command = { sourceId, pointId: point.id, until, target: original ? 'original' : 'beside' };
      const { id } = await this.restore.run(this.by, command);
      const done = await waitFor(
        () => this.restores.get(id),
        ({ state }) => state !== 'running',
        progressLine,
      );
      if (done.state === 'failed') process.exitCode = 1;
      const ways = await this.restores.waysIn(id);
      this.show({ json }, { ...done, ways }, [...resultLines(done, (rows) => this.table(rows)), ...waysLines(ways)]);
    } finally {
      await server.stop();
    }
  }

  @Option({ flags: '--point <id>', description: 'recovery point; the newest proven one when not given' })
  parsePoint(value: string): string {
    return this.id('pointId', value);
  }

  @Option({
    flags: '--until <moment>',
    description: 'go back to this moment, like 2025-08-30T21:29:59+07:00; in place of --point',
  })
  parseUntil(value: string): Date {
    return parse(moment, value);
  }

  @Option({ flags: '--original', description: 'under the original name, which must be free; beside it when not given' })
  parseOriginal(): boolean {
    return true;
  }

  @Option({ flags: '--office <id>', description: 'all sources of this office, in order of dependency' })
  parseOffice(value: string): string {
    return value;
  }

  @Option({ flags: '--in-place', description: 'ask to replace what exists: needs --reason, and a second person who approves' })
  parseInPlace(): boolean {
    return true;
  }

  @Option({ flags: '--reason <text>', description: 'why it must be in place' })
  parseReason(value: string): string {
    return value;
  }

  @Option({ flags: '--drop-old', description: 'in place: drop the old one once the names have changed' })
  parseDropOld(): boolean {
    return true;
  }

  @Option({ flags: '--yes', description: 'do it' })
  parseYes(): boolean {
    return true;
  }
}

export const RESTORE_COMMANDS = [RestoreCommand, ...RESTORE_CHANGES];
