import { open } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option, SubCommand } from 'nest-commander';
import {
  Dispensations,
  ImportObligations,
  Notices,
  ProposeDispensation,
  RevokeDispensation,
  SignDispensation,
} from '../dispensation/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({
  name: 'import',
  arguments: '<file>',
  description: 'take a CSV of obligations, whole or not at all; wrong rows are named',
})
export class ObligationsImportCommand extends TerminalCommand {
  constructor(private readonly importObligations: ImportObligations) {
    super();
  }

  async run([file = '']: string[], options: TerminalOptions): Promise<void> {
    const opened = await open(fromHere(file)).catch((cause: Error) => {
      throw new Error(`the file cannot be opened: ${cause.message}`, { cause });
    });
    const done = await this.importObligations.run(this.by, { name: path.basename(file), content: opened.createReadStream() });
    this.show(options, done, `${done.rows} obligations read, ${done.changed} new or different`);
  }
}

interface ProposeOptions extends TerminalOptions {
  incident?: string;
  office?: string;
  parts?: string;
  basis?: string;
  issuer?: string;
  number?: string;
  dueFrom?: string;
  dueTo?: string;
  payBy?: string;
  replaces?: string;
}

interface SignOptions extends TerminalOptions {
  number?: string;
}

interface RevokeOptions extends TerminalOptions {
  reason?: string;
}

@Command({ name: 'obligations', description: 'what is owed by when', subCommands: [ObligationsImportCommand] })
export class ObligationsCommand extends CommandGroup {}

@SubCommand({ name: 'list', description: 'all decisions, newest first, with their notices' })
export class DispensationListCommand extends TerminalCommand {
  constructor(
    private readonly dispensations: Dispensations,
    private readonly notices: Notices,
  ) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const all = await this.dispensations.all();
    const shown = await Promise.all(all.map(async (one) => ({ ...one, notices: await this.notices.counts(one.id) })));
    const rows = shown.map((d) => [
      d.id,
      d.state,
      d.number ?? '-',
      d.officeId,
      d.parts.join('+'),
      `${d.dueFrom}..${d.dueTo}`,
      d.payBy,
      d.notices.valid,
    ]);
    this.show(
      options,
      shown,
      this.table([['dispensation', 'state', 'number', 'office', 'parts', 'due', 'pay by', 'notices'], ...rows]),
    );
  }
}

@SubCommand({ name: 'propose', description: 'put a decision forward; another person signs it' })
export class DispensationProposeCommand extends TerminalCommand {
  constructor(private readonly propose: ProposeDispensation) {
    super();
  }

  async run(
    _arguments: string[],
    { json, incident, office, parts, basis, dueFrom, dueTo, payBy, ...rest }: ProposeOptions,
  ): Promise<void> {
    const input = {
      ...rest,
      incidentId: incident,
      officeId: office,
      parts: parts?.split(','),
      legalBasis: basis,
      dueFrom,
      dueTo,
      payBy,
    };
    const proposal = await this.propose.run(this.by, input);
    this.show({ json }, proposal, `proposed ${proposal.id}: waits for the signature of a second person`);
  }

  @Option({ flags: '--incident <id>', description: 'the incident that it rests on' })
  parseIncident(value: string): string {
    return value;
  }

  @Option({ flags: '--office <id>', description: 'home office whose obligations are excused' })
  parseOffice(value: string): string {
    return value;
  }

  @Option({ flags: '--parts <list>', description: 'comma-separated: pkb, opsen, swdkllj, pnbp' })
  parseParts(value: string): string {
    return value;
  }

  @Option({ flags: '--basis <text>', description: 'legal basis' })
  parseBasis(value: string): string {
    return value;
  }

  @Option({ flags: '--issuer <authority>', description: 'the authority that decides' })
  parseIssuer(value: string): string {
    return value;
  }

  @Option({ flags: '--number <number>', description: 'number of the decision; may come with the signature' })
  parseNumber(value: string): string {
    return value;
  }

  @Option({ flags: '--due-from <day>', description: 'first due date that is excused, as in 2025-08-30' })
  parseDueFrom(value: string): string {
    return value;
  }

  @Option({ flags: '--due-to <day>', description: 'last due date that is excused' })
  parseDueTo(value: string): string {
    return value;
  }

  @Option({ flags: '--pay-by <day>', description: 'last day to pay without a late fee' })
  parsePayBy(value: string): string {
    return value;
  }

  @Option({ flags: '--replaces <id>', description: 'the signed decision whose place this one takes' })
  parseReplaces(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'sign', arguments: '<dispensation>', description: 'put a proposed decision into force; its notices follow' })
export class DispensationSignCommand extends TerminalCommand {
  constructor(private readonly sign: SignDispensation) {
    super();
  }

  async run([dispensationId]: string[], { json, number }: SignOptions): Promise<void> {
    const signed = await this.sign.run(this.by, { dispensationId, number });
    this.show({ json }, signed, `signed under ${signed.number}; the server issues the notices`);
  }

  @Option({ flags: '--number <number>', description: 'number of the decision, when the proposal has none' })
  parseNumber(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'revoke',
  arguments: '<dispensation>',
  description: 'withdraw a proposal or take back a decision with its notices',
})
export class DispensationRevokeCommand extends TerminalCommand {
  constructor(private readonly revoke: RevokeDispensation) {
    super();
  }

  async run([dispensationId]: string[], { json, reason }: RevokeOptions): Promise<void> {
    const revoked = await this.revoke.run(this.by, { dispensationId, reason });
    this.show({ json }, revoked, `revoked ${revoked.id}; the server revokes its notices`);
  }

  @Option({ flags: '--reason <text>', description: 'why: every notice that falls says so', required: true })
  parseReason(value: string): string {
    return value;
  }
}

@Command({
  name: 'dispensation',
  description: 'decisions that excuse lateness',
  subCommands: [DispensationListCommand, DispensationProposeCommand, DispensationSignCommand, DispensationRevokeCommand],
})
export class DispensationCommand extends CommandGroup {}

export const DISPENSATION_COMMANDS = [
  ObligationsCommand,
  ObligationsImportCommand,
  DispensationCommand,
  DispensationListCommand,
  DispensationProposeCommand,
  DispensationSignCommand,
  DispensationRevokeCommand,
];
