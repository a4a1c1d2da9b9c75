import { Command, Option } from 'nest-commander';
import { type Pace, type Reach, type Restore, RestorePoint, type RestorePreview, Restores } from '../backup/index.js';
import { Config, moment, parse } from '../platform/index.js';
import { ensureServer } from './ensure-server.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';
import { waitFor } from './wait-for.js';

const MB = 1e6;
const USAGE = 2;

interface RestoreOptions extends TerminalOptions {
  point?: string;
  until?: Date;
  original?: boolean;
  yes?: boolean;
}

/** Brings a source back beside the original, or under its name when that is free, and prints the proof. */
@Command({ name: 'restore', arguments: '<source>', description: 'bring a source back; without --yes says what it would do' })
export class RestoreCommand extends TerminalCommand {
  constructor(
    private readonly config: Config,
    private readonly restores: Restores,
    private readonly restore: RestorePoint,
  ) {
    super();
  }

  async run([sourceId = '']: string[], { json, point: pointId, until, original, yes }: RestoreOptions): Promise<void> {
    const preview = await this.restores.preview(sourceId, { pointId, until });
    if (!yes) {
      process.exitCode = USAGE;
      return this.show({ json }, preview, [...previewLines(preview), 'nothing was done; add --yes to do it']);
    }
    if (!json) process.stderr.write(`${previewLines(preview).join('\n')}\n`);
    const server = await ensureServer(this.config);
    try {
      const command = { sourceId, pointId: preview.point.id, until, target: original ? 'original' : 'beside' };
      const { id } = await this.restore.run(this.by, command);
      const done = await waitFor(
        () => this.restores.get(id),
        ({ state }) => state !== 'running',
        progressLine,
      );
      if (done.state === 'failed') process.exitCode = 1;
      this.show(
        { json },
        done,
        resultLines(done, (rows) => this.table(rows)),
      );
    } finally {
      await server.stop();
    }
  }

  @Option({ flags: '--point <id>', description: 'recovery point; the newest proven one when not given' })
  parsePoint(value: string): string {
    return value;
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

  @Option({ flags: '--yes', description: 'do it' })
  parseYes(): boolean {
    return true;
  }
}

function previewLines({ point, until, reach, lostMs, estimatedSeconds }: RestorePreview): string[] {
  return [
    ...(until ? [`to ${until.toISOString()}`] : []),
    `from ${point.id} (${point.state}), data of ${point.takenAt?.toISOString()}`,
    `loses the work of the last ${(lostMs / 3_600_000).toFixed(1)} hours`,
    estimatedSeconds === undefined
      ? 'how long it takes was never measured'
      : `takes about ${Math.ceil(estimatedSeconds)} s, as measured`,
    ...(reach ? reachLines(reach) : []),
  ];
}

function reachLines({ from, to, gaps }: Reach): string[] {
  return [
    `any moment from ${from.toISOString()} to ${to.toISOString()} with --until`,
    ...gaps.map(
      ({ after, before, missing }) =>
        `but not between ${after.toISOString()} and ${before?.toISOString() ?? 'the next backup'}: ${missing.join(', ')} missing`,
    ),
  ];
}

function progressLine({ phase, bytesDone, bytesTotal, pace }: Restore & { pace: Pace }): string {
  const rate = pace.bytesPerSecond === undefined ? '' : `, ${(pace.bytesPerSecond / MB).toFixed(1)} MB/s`;
  const left = pace.secondsLeft === undefined ? '' : `, ${Math.ceil(pace.secondsLeft)} s left`;
  return `${phase}: ${(bytesDone / MB).toFixed(1)} of ${(bytesTotal / MB).toFixed(1)} MB${rate}${left}`;
}

function resultLines(
  { state, place, seconds, proof, trouble, address }: Restore & { address?: string },
  table: (rows: (string | number)[][]) => string[],
): string[] {
  if (state === 'failed') return [`failed: ${trouble?.code}: ${trouble?.detail}`];
  const tables =
    proof?.tables.map(({ name, rowsThen, rowsNow, same }) => [name, rowsThen, rowsNow, same ? 'same' : 'DIFFERENT']) ?? [];
  const held = proof?.assertions.map(({ name, held }) => `${held ? 'holds' : 'BROKEN'}: ${name}`) ?? [];
  return [
    `restored as ${place} in ${seconds?.toFixed(1)} s`,
    ...(address ? [`applications find it at ${address}`] : []),
    ...(tables.length > 0 ? table([['part', 'then', 'now', 'content'], ...tables]) : []),
    ...held,
  ];
}
