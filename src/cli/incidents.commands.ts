import { Command, Option, SubCommand } from 'nest-commander';
import {
  CloseIncident,
  ConfirmIncident,
  CorrectIncident,
  DeclareIncident,
  type Incident,
  Incidents,
} from '../incidents/index.js';
import { IncidentDossierCommand } from './dossier.command.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';
import { CONFIRM_COMMANDS } from './watch.commands.js';

interface DeclareOptions extends TerminalOptions {
  part?: string;
  cause?: string;
  began?: string;
  expectedEnd?: string;
}

interface CorrectOptions extends TerminalOptions {
  reason?: string;
}

interface CloseOptions extends TerminalOptions {
  reopened?: string;
}

interface ListOptions extends TerminalOptions {
  all?: boolean;
}

function inOneLine({ id, officeId, part, state, beganAt }: Incident): string {
  return `${id}  ${state}  ${officeId}${part ? ` (${part})` : ''}  since ${beganAt.toISOString()}`;
}

@SubCommand({
  name: 'declare',
  arguments: '<office>',
  description: 'mark an office, or one part of it, as unavailable: public at once',
})
export class IncidentDeclareCommand extends TerminalCommand {
  constructor(private readonly declare: DeclareIncident) {
    super();
  }

  async run([officeId]: string[], options: DeclareOptions): Promise<void> {
    const { part, cause, began: beganAt, expectedEnd } = options;
    const incident = await this.declare.run(this.by, { officeId, part, cause, beganAt, expectedEnd });
    this.show(options, incident, [inOneLine(incident), 'the public reads it now, as unconfirmed; a second person confirms']);
  }

  @Option({ flags: '--part <part>', description: 'only what needs this part, such as plate-printer' })
  parsePart(value: string): string {
    return value;
  }

  @Option({ flags: '--cause <words>', description: 'what happened; leave it out while unknown' })
  parseCause(value: string): string {
    return value;
  }

  @Option({ flags: '--began <time>', description: 'with its offset, as 2025-08-30T21:30:00+07:00; now when it is left out' })
  parseBegan(value: string): string {
    return value;
  }

  @Option({ flags: '--expected-end <time>', description: 'with its offset; leave it out while unknown' })
  parseEnd(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'confirm', arguments: '<incident>', description: 'confirm a report of somebody else' })
export class IncidentConfirmCommand extends TerminalCommand {
  constructor(private readonly confirm: ConfirmIncident) {
    super();
  }

  async run([incidentId]: string[], options: TerminalOptions): Promise<void> {
    const incident = await this.confirm.run(this.by, { incidentId });
    this.show(options, incident, inOneLine(incident));
  }
}

@SubCommand({ name: 'correct', arguments: '<incident>', description: 'declared by mistake: take everything back' })
export class IncidentCorrectCommand extends TerminalCommand {
  constructor(private readonly correct: CorrectIncident) {
    super();
  }

  async run([incidentId]: string[], options: CorrectOptions): Promise<void> {
    const incident = await this.correct.run(this.by, { incidentId, reason: options.reason });
    this.show(options, incident, [inOneLine(incident), 'the public reads that it was a mistake']);
  }

  @Option({ flags: '--reason <words>', description: 'why it was a mistake' })
  parseReason(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'close', arguments: '<incident>', description: 'the office serves again' })
export class IncidentCloseCommand extends TerminalCommand {
  constructor(private readonly close: CloseIncident) {
    super();
  }

  async run([incidentId]: string[], options: CloseOptions): Promise<void> {
    const incident = await this.close.run(this.by, { incidentId, reopenedAt: options.reopened });
    this.show(options, incident, inOneLine(incident));
  }

  @Option({ flags: '--reopened <time>', description: 'when it opened again, with its offset; now when it is left out' })
  parseReopened(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'list', description: 'open incidents, newest first' })
export class IncidentListCommand extends TerminalCommand {
  constructor(private readonly incidents: Incidents) {
    super();
  }

  async run(_arguments: string[], options: ListOptions): Promise<void> {
    const found = await (options.all ? this.incidents.all() : this.incidents.open());
    this.show(options, found, found.length > 0 ? found.map(inOneLine) : 'none');
  }

  @Option({ flags: '--all', description: 'ended ones too' })
  parseAll(): boolean {
    return true;
  }
}

@SubCommand({ name: 'show', arguments: '<incident>', description: 'one incident with its timeline and calls' })
export class IncidentShowCommand extends TerminalCommand {
  constructor(private readonly incidents: Incidents) {
    super();
  }

  async run([id = '']: string[], options: TerminalOptions): Promise<void> {
    const incident = await this.incidents.get(id);
    const timeline = await this.incidents.timeline(id);
    const calls = await this.incidents.calls(id);
    const lines = timeline.map(({ at, kind, by }) => `  ${at.toISOString()}  ${kind}  ${by}`);
    const told = calls.map(
      ({ at, functionName, channel, outcome }) => `  ${at.toISOString()}  ${functionName}: ${channel}, ${outcome}`,
    );
    this.show(options, { ...incident, timeline, calls }, [
      inOneLine(incident),
      ...lines,
      ...(told.length > 0 ? ['told:', ...told] : []),
    ]);
  }
}

const VERBS = [
  IncidentDossierCommand,
  IncidentDeclareCommand,
  IncidentConfirmCommand,
  IncidentCorrectCommand,
  IncidentCloseCommand,
  IncidentListCommand,
  IncidentShowCommand,
  ...CONFIRM_COMMANDS,
];

@Command({ name: 'incidents', description: 'what happened, where, since when', subCommands: VERBS })
export class IncidentsCommand extends CommandGroup {}

export const INCIDENT_COMMANDS = [IncidentsCommand, ...VERBS];
