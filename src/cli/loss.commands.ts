import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command, Option, SubCommand } from 'nest-commander';
import { ImportSettlement, MatchSettlement, SetPaymentState, Settlements, type WorklistProgress } from '../backup/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface ImportOptions extends TerminalOptions {
  format?: string;
  restore?: string;
  lastDay?: string;
}

interface ReasonOptions extends TerminalOptions {
  reason?: string;
}

interface OutOptions extends TerminalOptions {
  out?: string;
}

@SubCommand({
  name: 'import',
  arguments: '<source> <file>',
  description: 'take a CSV of payments of the loss window, whole or not at all, and look for each in the restored database',
})
export class LossImportCommand extends TerminalCommand {
  constructor(
    private readonly take: ImportSettlement,
    private readonly match: MatchSettlement,
  ) {
    super();
  }

  async run([sourceId, file = '']: string[], { format: formatId, restore: restoreId, lastDay, ...options }: ImportOptions) {
    const opened = await open(fromHere(file)).catch((cause: Error) => {
      throw new Error(`the file cannot be opened: ${cause.message}`, { cause });
    });
    const given = { sourceId, formatId, restoreId, lastDay, name: path.basename(file), content: opened.createReadStream() };
    const { settlement, already } = await this.take.run(this.by, given);
    const matched = await this.match.run(this.by, { settlementId: settlement.id });
    const taken = already ? 'taken over before' : `${settlement.rowCount} payments read, ${settlement.newCount} new`;
    this.show(options, { already, ...matched }, [`${settlement.id}: ${taken}`, ...progressLines(matched.progress)]);
  }

  @Option({ flags: '--format <id>', description: 'which of the formats that the source declares', required: true })
  parseFormat(value: string): string {
    return value;
  }

  @Option({ flags: '--restore <id>', description: 'the newest one that is done when not given' })
  parseRestore(value: string): string {
    return value;
  }

  @Option({ flags: '--last-day <date>', description: 'last day of the loss window; the day of the restore when not given' })
  parseLastDay(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'match', arguments: '<settlement>', description: 'look again: what was entered since is closed' })
export class LossMatchCommand extends TerminalCommand {
  constructor(private readonly match: MatchSettlement) {
    super();
  }

  async run([settlementId]: string[], options: TerminalOptions): Promise<void> {
    const matched = await this.match.run(this.by, { settlementId });
    this.show(options, matched, progressLines(matched.progress));
  }
}

@SubCommand({ name: 'list', arguments: '<source>', description: 'settlement files and how far their worklists are' })
export class LossListCommand extends TerminalCommand {
  constructor(private readonly settlements: Settlements) {
    super();
  }

  async run([sourceId = '']: string[], options: TerminalOptions): Promise<void> {
    const all = await this.settlements.of(sourceId);
    const rows = all.map(({ id, fileName, firstDay, lastDay, rowCount, progress: { findings, states } }) => [
      id,
      fileName,
      `${firstDay}..${lastDay}`,
      rowCount,
      findings.matched,
      findings.missing,
      findings.different,
      findings['unknown-plate'],
      states.open,
    ]);
    const header = ['settlement', 'file', 'days', 'rows', 'matched', 'missing', 'different', 'unknown', 'open'];
    this.show(options, all, this.table([header, ...rows]));
  }
}

@SubCommand({ name: 'worklist', arguments: '<settlement>', description: 'the whole worklist as CSV' })
export class LossWorklistCommand extends TerminalCommand {
  constructor(private readonly settlements: Settlements) {
    super();
  }

  async run([id = '']: string[], { out, ...options }: OutOptions): Promise<void> {
    const csv = await this.settlements.csv(this.id('settlementId', id));
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
  name: 'set',
  arguments: '<payment> <state>',
  description: 'close a payment as entered or not-ours, or open it again',
})
export class LossSetCommand extends TerminalCommand {
  constructor(private readonly setState: SetPaymentState) {
    super();
  }

  async run([paymentId, state]: string[], { reason, ...options }: ReasonOptions): Promise<void> {
    const payment = await this.setState.run(this.by, { paymentId, state, reason });
    this.show(options, payment, `${payment.reference} ${payment.state}`);
  }

  @Option({ flags: '--reason <words>', description: 'why it is not ours' })
  parseReason(value: string): string {
    return value;
  }
}

const SUB_COMMANDS = [LossImportCommand, LossMatchCommand, LossListCommand, LossWorklistCommand, LossSetCommand];

@Command({ name: 'loss', description: 'what was paid while a database was lost', subCommands: SUB_COMMANDS })
export class LossCommand extends CommandGroup {}

export const LOSS_COMMANDS = [LossCommand, ...SUB_COMMANDS];

function progressLines({ findings, states, unseen }: WorklistProgress): string[] {
  return [
    `there: ${findings.matched}, missing: ${findings.missing}, another amount: ${findings.different}, unknown vehicle: ${findings['unknown-plate']}`,
    `worklist: ${states.open} to do, ${states.entered} entered, ${states['not-ours']} not ours`,
    ...(unseen > 0 ? [`${unseen} said to be entered, but not seen in the database`] : []),
  ];
}
