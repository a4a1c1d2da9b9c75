import { Command, SubCommand } from 'nest-commander';
import { LedgerEntries, SealLedger, VerifyLedger } from '../audit/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

const NEWEST = 50;

@SubCommand({ name: 'verify', description: 'recompute the whole chain; exit 1 when an entry is not what was sealed' })
export class LedgerVerifyCommand extends TerminalCommand {
  constructor(
    private readonly seal: SealLedger,
    private readonly verify: VerifyLedger,
  ) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    await this.seal.run();
    const result = await this.verify.run();
    const broken = result.brokenAt;
    const told = broken
      ? `BROKEN at number ${broken.number} (entry ${broken.entryId}): ${broken.because}`
      : `intact: ${result.sealed} entries sealed`;
    const former = result.formerKeys.map(
      ({ fingerprint, beganAt }) =>
        `signed in part by another key, ${fingerprint}, from ${beganAt.toISOString()} on: compare it with a head that was taken off the machine`,
    );
    this.show(options, result, [told, ...former].join('\n'));
    if (!result.intact) process.exitCode = 1;
  }
}

@SubCommand({ name: 'list', description: `the newest ${NEWEST} entries` })
export class LedgerListCommand extends TerminalCommand {
  constructor(private readonly entries: LedgerEntries) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const page = await this.entries.page(NEWEST);
    const rows = page.map((entry) => [
      entry.id,
      entry.at.toISOString(),
      entry.verb,
      entry.actor,
      `${entry.subjectType} ${entry.subjectId}`,
    ]);
    this.show(options, page, this.table([['entry', 'at', 'verb', 'actor', 'subject'], ...rows]));
  }
}

@Command({ name: 'ledger', description: 'the append-only ledger', subCommands: [LedgerVerifyCommand, LedgerListCommand] })
export class LedgerCommand extends CommandGroup {}

export const LEDGER_COMMANDS = [LedgerCommand, LedgerVerifyCommand, LedgerListCommand];
