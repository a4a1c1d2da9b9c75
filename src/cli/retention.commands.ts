import { Option, SubCommand } from 'nest-commander';
import {
  ApproveRequest,
  AskSecond,
  type Policy,
  ProtectedServices,
  type Reason,
  RefuseRequest,
  type Request,
  Retention,
  type RetentionView,
  SetHold,
} from '../backup/index.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface ReasonOptions extends TerminalOptions {
  reason?: string;
}

@SubCommand({ name: 'retention', arguments: '<source>', description: 'what is kept and why, and what goes now and next' })
export class BackupRetentionCommand extends TerminalCommand {
  constructor(private readonly retention: Retention) {
    super();
  }

  async run([sourceId = '']: string[], options: TerminalOptions): Promise<void> {
    const view = await this.retention.of(sourceId);
    const rows = [...view.verdicts, ...view.failed].map(({ point, reasons }) => [
      point.id,
      (point.takenAt ?? point.begunAt).toISOString(),
      point.state,
      reasons.map(inWords).join(', ') || 'GOES',
    ]);
    this.show(options, view, [...headLines(view), ...this.table([['point', 'data of', 'state', 'kept because'], ...rows])]);
  }
}

@SubCommand({
  name: 'hold',
  arguments: '<source>',
  description: 'legal hold: nothing of a source, or not one point, is removed until two people lift it',
})
export class BackupHoldCommand extends TerminalCommand {
  constructor(private readonly setHold: SetHold) {
    super();
  }

  async run([sourceId]: string[], { json, reason, basis, point: pointId }: ReasonOptions & { basis?: string; point?: string }) {
    const hold = await this.setHold.run(this.by, { sourceId, pointId, reason, basis });
    this.show({ json }, hold, `${hold.id}: ${pointId ?? sourceId} is held`);
  }

  @Option({ flags: '--reason <text>', description: 'why' })
  parseReason(value: string): string {
    return value;
  }

  @Option({ flags: '--basis <text>', description: 'the letter or article that asks for it' })
  parseBasis(value: string): string {
    return value;
  }

  @Option({ flags: '--point <id>', description: 'one recovery point; the whole source when not given' })
  parsePoint(value: string): string {
    return value;
  }
}

const SUBJECTS = { 'remove-point': 'pointId', 'lift-hold': 'holdId', 'change-policy': 'sourceId' } as const;

@SubCommand({
  name: 'ask',
  arguments: '<what> <id>',
  description: 'ask for what needs two people: remove-point <point>, lift-hold <hold>, change-policy <source>',
})
export class BackupAskCommand extends TerminalCommand {
  constructor(private readonly ask: AskSecond) {
    super();
  }

  async run([kind = '', id]: string[], { json, reason }: ReasonOptions): Promise<void> {
    const subject = SUBJECTS[kind as keyof typeof SUBJECTS] ?? 'sourceId';
    const request = await this.ask.run(this.by, { kind, [subject]: id, reason });
    this.show(
      { json },
      request,
      `${request.id}: waits for a second person until ${request.dueAt.toISOString()}; this terminal is the first`,
    );
  }

  @Option({ flags: '--reason <text>', description: 'why' })
  parseReason(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'approve',
  arguments: '<request>',
  description: 'approve, as the second person, what somebody else has asked',
})
export class BackupApproveCommand extends TerminalCommand {
  constructor(private readonly approve: ApproveRequest) {
    super();
  }

  async run([requestId]: string[], options: TerminalOptions): Promise<void> {
    this.show(options, ...decided(await this.approve.run(this.by, { requestId })));
  }
}

@SubCommand({ name: 'refuse', arguments: '<request>', description: 'refuse what was asked, or take it back' })
export class BackupRefuseCommand extends TerminalCommand {
  constructor(private readonly refuse: RefuseRequest) {
    super();
  }

  async run([requestId]: string[], options: TerminalOptions): Promise<void> {
    this.show(options, ...decided(await this.refuse.run(this.by, { requestId })));
  }
}

@SubCommand({ name: 'services', description: 'whether the systems that services need are protected, worst first' })
export class BackupServicesCommand extends TerminalCommand {
  constructor(private readonly services: ProtectedServices) {
    super();
  }

  async run(_: string[], options: TerminalOptions): Promise<void> {
    const board = await this.services.board();
    const rows = board.services.flatMap(({ serviceId, systems }) =>
      systems.map(({ id, level, reasons }) => [serviceId, level, id, reasons.join(' ') || 'fine']),
    );
    const undeclared = board.undeclared.map(({ id }) => id).join(' ');
    this.show(options, board, [
      ...this.table([['service', 'level', 'system', 'why'], ...rows]),
      ...(undeclared ? [`no system declared: ${undeclared}`] : []),
    ]);
  }
}

function decided(request: Request): [Request, string] {
  return [request, `${request.id}: ${request.kind} ${request.state}`];
}

function headLines({ inForce, onShelf, isChanged, next, requests, class: archiveClass }: RetentionView): string[] {
  const waiting = requests.filter(({ state }) => state === 'waiting');
  return [
    `in force: ${figures(inForce)}`,
    ...(isChanged ? [`on the shelf: ${figures(onShelf)}; waits for two people, until then whichever keeps more rules`] : []),
    ...(archiveClass ? [`archive class: ${archiveClass.id}${archiveClass.confirmed ? '' : ' (not confirmed)'}`] : []),
    ...waiting.map(waitingLine),
    `with the backup of ${next.at.toISOString()}: ${next.points.map(({ id }) => id).join(' ') || 'nothing'} goes`,
  ];
}

function waitingLine({ id, kind, pointId, holdId, reason, dueAt }: Request): string {
  return `waiting until ${dueAt.toISOString()}: ${[id, kind, pointId ?? holdId ?? ''].join(' ').trimEnd()} (${reason})`;
}

function figures({ last, daily, weekly, monthly, yearly }: Policy): string {
  return `last ${last}, daily ${daily}, weekly ${weekly}, monthly ${monthly}, yearly ${yearly}`;
}

function inWords(reason: Reason): string {
  if ('label' in reason) return `${reason.kind} ${reason.label}`;
  return 'until' in reason ? `${reason.kind} until ${reason.until.toISOString()}` : reason.kind;
}

export const RETENTION_COMMANDS = [
  BackupRetentionCommand,
  BackupHoldCommand,
  BackupAskCommand,
  BackupApproveCommand,
  BackupRefuseCommand,
  BackupServicesCommand,
];
