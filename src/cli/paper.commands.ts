import { Command, Option, SubCommand } from 'nest-commander';
import { EnterPaper, PaperWork, RegisterPaper } from '../backup/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface SerialOptions extends TerminalOptions {
  serialFrom?: string;
  serialTo?: string;
  count?: string;
  at?: string;
}

abstract class SerialCommand extends TerminalCommand {
  @Option({ flags: '--serial-from <number>', description: 'serial number of the first form' })
  parseSerialFrom(value: string): string {
    return value;
  }

  @Option({ flags: '--serial-to <number>', description: 'serial number of the last form' })
  parseSerialTo(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'register',
  arguments: '<office> <service> <day> <forms>',
  description: 'a bundle of forms of one day; 0 forms says that nothing was done on paper',
})
export class PaperRegisterCommand extends SerialCommand {
  constructor(private readonly register: RegisterPaper) {
    super();
  }

  async run([officeId, serviceId, day, forms]: string[], { serialFrom, serialTo, at, ...options }: SerialOptions): Promise<void> {
    const batch = await this.register.run(this.by, { officeId, serviceId, day, forms, serialFrom, serialTo, liesAt: at });
    this.show(options, batch, `${batch.id}: ${batch.forms} forms of ${batch.day}`);
  }

  @Option({ flags: '--at <place>', description: 'where the bundle lies' })
  parseAt(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'enter', arguments: '<bundle>', description: 'tick forms as entered: so many more, or by serial number' })
export class PaperEnterCommand extends SerialCommand {
  constructor(private readonly enter: EnterPaper) {
    super();
  }

  async run([batchId]: string[], { serialFrom, serialTo, count, ...options }: SerialOptions): Promise<void> {
    const batch = await this.enter.run(this.by, { batchId, serialFrom, serialTo, count });
    this.show(options, batch, `${batch.entered} of ${batch.forms} forms entered`);
  }

  @Option({ flags: '--count <number>', description: 'so many more, in the order of the bundle' })
  parseCount(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'list', arguments: '<office> <from> <to>', description: 'what is missing, by day and service' })
export class PaperListCommand extends TerminalCommand {
  constructor(private readonly paper: PaperWork) {
    super();
  }

  async run([office = '', from = '', to = '']: string[], options: TerminalOptions): Promise<void> {
    const days = await this.paper.days(office, from, to);
    const rows = days.map(({ day, serviceId, state, forms, entered }) => [day, serviceId, state, forms, entered]);
    this.show(options, days, this.table([['day', 'service', 'state', 'forms', 'entered'], ...rows]));
  }
}

const SUB_COMMANDS = [PaperRegisterCommand, PaperEnterCommand, PaperListCommand];

@Command({ name: 'paper', description: 'what was done on paper while a database was away', subCommands: SUB_COMMANDS })
export class PaperCommand extends CommandGroup {}

export const PAPER_COMMANDS = [PaperCommand, ...SUB_COMMANDS];
