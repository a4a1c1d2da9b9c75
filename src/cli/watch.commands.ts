import { Command, Option, SubCommand } from 'nest-commander';
import {
  AcknowledgeAlarm,
  Alarms,
  CheckIns,
  ConfirmByCallback,
  Reconfirmations,
  ReconfirmStatus,
  SetCheckIn,
} from '../incidents/index.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({
  name: 'callback',
  arguments: '<incident>',
  description: 'a report by SMS: the registered number was called back, and it is so',
})
export class IncidentCallbackCommand extends TerminalCommand {
  constructor(private readonly confirm: ConfirmByCallback) {
    super();
  }

  async run([incidentId]: string[], options: TerminalOptions & { called?: string }): Promise<void> {
    const incident = await this.confirm.run(this.by, { incidentId, calledAt: options.called });
    this.show(options, incident, `${incident.id}  ${incident.state}  ${incident.officeId}`);
  }

  @Option({ flags: '--called <time>', description: 'when, with its offset; now when it is left out' })
  parseCalled(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'reconfirm', arguments: '<incident>', description: 'it is still so: fact for another 24 hours' })
export class IncidentReconfirmCommand extends TerminalCommand {
  constructor(private readonly reconfirm: ReconfirmStatus) {
    super();
  }

  async run([incidentId]: string[], options: TerminalOptions & { expectedEnd?: string }): Promise<void> {
    const incident = await this.reconfirm.run(this.by, { incidentId, expectedEnd: options.expectedEnd });
    this.show(options, incident, `${incident.id}  ${incident.state}  ${incident.officeId}`);
  }

  @Option({ flags: '--expected-end <time>', description: 'with its offset; as it was when it is left out' })
  parseEnd(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'stale', description: 'confirmed closures that somebody should look at again' })
export class IncidentStaleCommand extends TerminalCommand {
  constructor(private readonly reconfirmations: Reconfirmations) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const due = await this.reconfirmations.due();
    const lines = due.map(
      ({ id, officeId, staleAt, isStale }) =>
        `${id}  ${officeId}  ${isStale ? 'stale since' : 'stale from'} ${staleAt.toISOString()}`,
    );
    this.show(options, due, due.length > 0 ? lines : 'none');
  }
}

@SubCommand({ name: 'seen', arguments: '<alarm>', description: 'seen, and looked after' })
export class AlarmSeenCommand extends TerminalCommand {
  constructor(private readonly acknowledge: AcknowledgeAlarm) {
    super();
  }

  async run([alarmId]: string[], options: TerminalOptions): Promise<void> {
    const alarm = await this.acknowledge.run(this.by, { alarmId });
    this.show(options, alarm, `${alarm.id}  ${alarm.kind}  ${alarm.officeId}  seen`);
  }
}

@Command({ name: 'alarms', description: 'alarms that nobody has acknowledged', subCommands: [AlarmSeenCommand] })
export class AlarmsCommand extends TerminalCommand {
  constructor(private readonly alarms: Alarms) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const unseen = await this.alarms.unseen();
    const lines = unseen.map(({ id, kind, officeId, at }) => `${id}  ${at.toISOString()}  ${kind}  ${officeId}`);
    this.show(options, unseen, unseen.length > 0 ? lines : 'none');
  }
}

@SubCommand({ name: 'set', arguments: '<office> <on|off>', description: 'whether this office is asked each morning' })
export class CheckInSetCommand extends TerminalCommand {
  constructor(private readonly setCheckIn: SetCheckIn) {
    super();
  }

  async run([officeId, asks]: string[], options: TerminalOptions): Promise<void> {
    if (asks !== 'on' && asks !== 'off') throw new Error('say on or off\nhint: check-ins set samsat-pare on');
    const done = await this.setCheckIn.run(this.by, { officeId, asks: asks === 'on' });
    this.show(options, done, `${done.officeId}  ${done.asks ? 'asked each morning' : 'not asked'}`);
  }
}

@Command({
  name: 'check-ins',
  description: 'which offices said this morning that they have opened',
  subCommands: [CheckInSetCommand],
})
export class CheckInsCommand extends TerminalCommand {
  constructor(private readonly checkIns: CheckIns) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const days = await this.checkIns.newest();
    this.show(
      options,
      days,
      days.length > 0 ? days.map(({ officeId, date, state }) => `${date}  ${state}  ${officeId}`) : 'none',
    );
  }
}

export const CONFIRM_COMMANDS = [IncidentCallbackCommand, IncidentReconfirmCommand, IncidentStaleCommand];
export const WATCH_COMMANDS = [AlarmsCommand, AlarmSeenCommand, CheckInsCommand, CheckInSetCommand];
