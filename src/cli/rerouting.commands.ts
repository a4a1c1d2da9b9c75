import { Command, Option, SubCommand } from 'nest-commander';
import { Directory } from '../directory/index.js';
import { ApproveReroute, type Leg, LogHostAnswer, Reroutes, WithdrawReroute } from '../rerouting/index.js';
import { ReroutePlanCommand } from './reroute-plan.command.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({
  name: 'show',
  arguments: '[reroute]',
  description: 'all reroutes, or one: who goes where, what hosts said, what has no place',
})
export class RerouteShowCommand extends TerminalCommand {
  constructor(
    private readonly reroutes: Reroutes,
    private readonly directory: Directory,
  ) {
    super();
  }

  async run([id]: string[], options: TerminalOptions): Promise<void> {
    if (!id) return this.list(options);
    const reroute = await this.reroutes.get(id);
    const requests = await this.reroutes.requests(id);
    const hosts = requests.map(({ id: request, officeId, state, perDay, startOn }) => [
      request,
      officeId,
      state,
      perDay ?? '-',
      startOn ?? '-',
    ]);
    const legs = await Promise.all(reroute.plan.legs.map((leg) => this.row(leg)));
    this.show(options, { ...reroute, requests }, [
      `${reroute.id} ${reroute.state}, plan ${reroute.version}, incident ${reroute.incidentId}`,
      `${reroute.plan.method} plan: ${reroute.plan.cost.personKm} person-km a day, ${reroute.plan.cost.over} too many, ${reroute.plan.cost.unplaced} without a place`,
      ...this.table([['question', 'host', 'answer', 'a day', 'from'], ...hosts]),
      ...this.table([['service', 'region', '#', 'goes to', 'km', 'a day'], ...legs]),
      ...reroute.plan.gaps.map(
        (gap) => `no place: ${gap.serviceId} ${gap.regionCode} (${gap.closesBy.key} ${gap.closesBy.params.name ?? ''})`,
      ),
    ]);
  }

  private async list(options: TerminalOptions): Promise<void> {
    const all = await this.reroutes.all();
    const rows = all.map((one) => [one.id, one.state, one.version, one.incidentId, one.proposedAt.toISOString()]);
    this.show(options, all, this.table([['reroute', 'state', 'plan', 'incident', 'proposed'], ...rows]));
  }

  private async row({ serviceId, regionCode, rank, offeringId, km, perDay, overCapacity }: Leg) {
    const { name } = await this.directory.region(regionCode);
    return [serviceId, name, rank, offeringId, km ?? '-', `${perDay ?? '-'}${overCapacity ? ' (too many)' : ''}`];
  }
}

interface ApproveOptions extends TerminalOptions {
  plan?: number;
}

@SubCommand({
  name: 'approve',
  arguments: '<reroute>',
  description: 'publish, as a second person; names only hosts who said yes',
})
export class RerouteApproveCommand extends TerminalCommand {
  constructor(private readonly approve: ApproveReroute) {
    super();
  }

  async run([rerouteId]: string[], { json, plan }: ApproveOptions): Promise<void> {
    const published = await this.approve.run(this.by, { rerouteId, version: plan });
    this.show({ json }, published, `published ${published.id}, plan ${published.version}`);
  }

  @Option({ flags: '--plan <number>', description: 'refuse when the plan is another one by now' })
  parsePlan(value: string): number {
    return Number(value);
  }
}

interface WithdrawOptions extends TerminalOptions {
  reason?: string;
}

@SubCommand({ name: 'withdraw', arguments: '<reroute>', description: 'take a reroute back' })
export class RerouteWithdrawCommand extends TerminalCommand {
  constructor(private readonly withdraw: WithdrawReroute) {
    super();
  }

  async run([rerouteId]: string[], { json, reason }: WithdrawOptions): Promise<void> {
    const withdrawn = await this.withdraw.run(this.by, { rerouteId, reason });
    this.show({ json }, withdrawn, `withdrawn ${withdrawn.id}`);
  }

  @Option({ flags: '--reason <text>', description: 'why', required: true })
  parseReason(value: string): string {
    return value;
  }
}

interface LogOptions extends TerminalOptions {
  no?: string;
  services?: string;
  perDay?: number;
  startOn?: string;
  called?: string;
  at?: string;
}

@SubCommand({
  name: 'log-host',
  arguments: '<question>',
  description: 'write down what a host said on the telephone; a yes unless --no',
})
export class RerouteLogHostCommand extends TerminalCommand {
  constructor(private readonly log: LogHostAnswer) {
    super();
  }

  async run([requestId]: string[], { json, no, services, called, at, ...answer }: LogOptions): Promise<void> {
    const said = no === undefined ? { accept: true, services: services?.split(',') } : { accept: false, note: no };
    const request = await this.log.run(this.by, { ...answer, ...said, requestId, calledName: called, calledAt: at });
    this.show({ json }, request, `${request.officeId}: ${request.state}`);
  }

  @Option({ flags: '--no <reason>', description: 'the host cannot, and why' })
  parseNo(value: string): string {
    return value;
  }

  @Option({ flags: '--services <list>', description: 'comma-separated; all that were asked when left out' })
  parseServices(value: string): string {
    return value;
  }

  @Option({ flags: '--per-day <number>', description: 'people a day over all services' })
  parsePerDay(value: string): number {
    return Number(value);
  }

  @Option({ flags: '--start-on <day>', description: 'first day, as in 2025-09-02' })
  parseStartOn(value: string): string {
    return value;
  }

  @Option({
    flags: '--called <function>',
    description: 'who was called, such as "Kepala Layanan MPP Kota Kediri"',
    required: true,
  })
  parseCalled(value: string): string {
    return value;
  }

  @Option({ flags: '--at <moment>', description: 'when, with its offset, as in 2025-08-31T09:10+07:00', required: true })
  parseAt(value: string): string {
    return value;
  }
}

const VERBS = [RerouteShowCommand, ReroutePlanCommand, RerouteApproveCommand, RerouteWithdrawCommand, RerouteLogHostCommand];

@Command({ name: 'reroutes', description: 'who goes where while an office is closed', subCommands: VERBS })
export class ReroutesCommand extends CommandGroup {}

export const REROUTING_COMMANDS = [ReroutesCommand, ...VERBS];
