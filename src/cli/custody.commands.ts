import { readFileSync } from 'node:fs';
import { Command, SubCommand } from 'nest-commander';
import { DataLosses, missingNotices, Register, RegisterItems } from '../custody/index.js';
import { Actor } from '../people/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({ name: 'register', arguments: '<incident> <file>', description: 'take a CSV list into the register of an incident' })
export class CustodyRegisterCommand extends TerminalCommand {
  constructor(private readonly register: RegisterItems) {
    super();
  }

  async run([incidentId, file = '']: string[], options: TerminalOptions): Promise<void> {
    const given = { incidentId, register: readFileSync(fromHere(file), 'utf8') };
    const { entries } = await this.register.run(Actor.terminal(['recovery-officer']), given);
    this.show(options, { entries }, `${entries} entries registered`);
  }
}

@SubCommand({ name: 'list', arguments: '<incident>', description: 'how many of each kind, and what became of them' })
export class CustodyListCommand extends TerminalCommand {
  constructor(private readonly register: Register) {
    super();
  }

  async run([incidentId = '']: string[], options: TerminalOptions): Promise<void> {
    const counts = await this.register.counts(incidentId);
    const rows = counts.map(({ kind, document, state, count }) => [kind, document, state, count]);
    this.show(options, counts, this.table([['kind', 'document', 'state', 'count'], ...rows]));
  }
}

@SubCommand({ name: 'find', arguments: '<number>', description: 'what became of the paper with this number' })
export class CustodyFindCommand extends TerminalCommand {
  constructor(private readonly register: Register) {
    super();
  }

  async run([number = '']: string[], options: TerminalOptions): Promise<void> {
    const found = await this.register.find(number);
    const rows = found.map(({ item, replacement }) => [item.document, item.officeId, item.state, replacement?.words ?? '']);
    const told =
      found.length === 0 ? 'not in the register' : this.table([['document', 'office', 'state', 'replaced by'], ...rows]);
    this.show(options, found, told);
    if (found.length === 0) process.exitCode = 3;
  }
}

@SubCommand({
  name: 'losses',
  description: 'lost personal data of which somebody has yet to be told, the nearest deadline first',
})
export class CustodyLossesCommand extends TerminalCommand {
  constructor(private readonly losses: DataLosses) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const waiting = await this.losses.waiting();
    const rows = waiting.map((loss) => [loss.dueAt.toISOString(), loss.officeId, missingNotices(loss).join(', '), loss.data]);
    const told = waiting.length === 0 ? 'nothing waits' : this.table([['at the latest', 'office', 'to tell', 'data'], ...rows]);
    this.show(options, waiting, told);
  }
}

const SUB_COMMANDS = [CustodyRegisterCommand, CustodyListCommand, CustodyFindCommand, CustodyLossesCommand];

@Command({ name: 'custody', description: 'what stood in a lost building', subCommands: SUB_COMMANDS })
export class CustodyCommand extends CommandGroup {}

export const CUSTODY_COMMANDS = [CustodyCommand, ...SUB_COMMANDS];
