import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option, SubCommand } from 'nest-commander';
import { GenerateSamsat, SamsatBankFile, SamsatObligations } from '../backup/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface GenerateOptions extends TerminalOptions {
  vehicles?: number;
}

interface OutOptions extends TerminalOptions {
  out?: string;
}

@SubCommand({ name: 'generate', description: 'fill the vehicle database of the demonstration; the same each time' })
export class SamsatGenerateCommand extends TerminalCommand {
  constructor(private readonly generate: GenerateSamsat) {
    super();
  }

  async run(_arguments: string[], { vehicles, ...options }: GenerateOptions): Promise<void> {
    const made = await this.generate.run(vehicles);
    this.show(options, made, `${made.vehicles} vehicles in ${made.database}, made in ${made.seconds.toFixed(1)} s`);
  }

  @Option({ flags: '--vehicles <number>', description: 'how many; 200000 when not given' })
  parseVehicles(value: string): number {
    const vehicles = Number(value);
    if (!Number.isInteger(vehicles) || vehicles < 1 || vehicles > 5_000_000)
      throw new Error('--vehicles must be a whole number from 1 to 5000000');
    return vehicles;
  }
}

/** Writes a CSV to standard output, or to a file. */
abstract class CsvCommand extends TerminalCommand {
  protected abstract readonly source: { csv(): Promise<Readable> };

  async run(_arguments: string[], { out, ...options }: OutOptions): Promise<void> {
    const csv = await this.source.csv();
    if (!out) return pipeline(csv, process.stdout, { end: false });
    await pipeline(csv, createWriteStream(fromHere(out)));
    this.show(options, { file: out }, `written to ${out}`);
  }

  @Option({ flags: '--out <file>', description: 'write to this file instead of to standard output' })
  parseOut(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'obligations',
  description: 'what the vehicle database says is owed, as the CSV that "obligations import" reads',
})
export class SamsatObligationsCommand extends CsvCommand {
  constructor(protected readonly source: SamsatObligations) {
    super();
  }
}

@SubCommand({
  name: 'bank-file',
  description: 'what a bank might have taken in the loss window: made up, as the CSV that "loss import" reads as bank-contoh',
})
export class SamsatBankFileCommand extends CsvCommand {
  constructor(protected readonly source: SamsatBankFile) {
    super();
  }
}

@Command({
  name: 'samsat',
  description: 'the made-up vehicle database of the demonstration',
  subCommands: [SamsatGenerateCommand, SamsatObligationsCommand, SamsatBankFileCommand],
})
export class SamsatCommand extends CommandGroup {}

export const SAMSAT_COMMANDS = [SamsatCommand, SamsatGenerateCommand, SamsatObligationsCommand, SamsatBankFileCommand];
