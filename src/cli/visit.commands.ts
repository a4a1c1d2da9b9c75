import { Command, Option, SubCommand } from 'nest-commander';
import { AddVisit, CancelVisit, StartOutreach, Visits } from '../directory/index.js';
import { addDays, Clock, civilDate } from '../platform/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

const LISTED_DAYS = 60;

interface ListOptions extends TerminalOptions {
  region?: string;
  office?: string;
  days?: number;
}

interface AddOptions extends TerminalOptions {
  place?: string;
  region?: string;
  begins?: string;
  ends?: string;
  rrule?: string;
  quota?: number;
  serves?: string[];
}

interface CancelOptions extends TerminalOptions {
  date?: string;
  because?: string;
}

interface StartOptions extends TerminalOptions {
  name?: string;
  source?: string;
}

@SubCommand({ name: 'list', description: 'the days on which units come to people, soonest first' })
export class VisitListCommand extends TerminalCommand {
  constructor(
    private readonly visits: Visits,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(_arguments: string[], { region, office, days = LISTED_DAYS, ...options }: ListOptions): Promise<void> {
    const from = civilDate(this.clock.now());
    const found = await this.visits.days({ regionCode: region, officeId: office }, from, addDays(from, days));
    const rows = found.map(({ date, opens, closes, visit, listed, status }) => [
      date,
      `${opens}-${closes}`,
      listed.channel,
      visit.place,
      visit.quota ?? '',
      status === 'normal' ? '' : status,
      visit.id,
    ]);
    this.show(options, found, this.table([['date', 'hours', 'unit', 'place', 'quota', 'status', 'visit'], ...rows]));
  }

  @Option({ flags: '--region <code>', description: 'only those for the people of this region' })
  parseRegion(value: string): string {
    return value;
  }

  @Option({ flags: '--office <id>', description: 'only units of this office' })
  parseOffice(value: string): string {
    return value;
  }

  @Option({ flags: '--days <number>', description: `how far ahead; ${LISTED_DAYS} when left out` })
  parseDays(value: string): number {
    return Number(value);
  }
}

@SubCommand({ name: 'start', arguments: '<office> <service>', description: 'start an outreach unit of an office' })
export class VisitStartCommand extends TerminalCommand {
  constructor(private readonly startOutreach: StartOutreach) {
    super();
  }

  async run([officeId, serviceId]: string[], { name, source, ...options }: StartOptions): Promise<void> {
    const unit = await this.startOutreach.run(this.by, { officeId, serviceId, name, source });
    this.show(options, unit, `started ${unit.id}; say where it comes: visits add ${unit.id} …`);
  }

  @Option({ flags: '--name <name>', description: 'what people call the unit', required: true })
  parseName(value: string): string {
    return value;
  }

  @Option({ flags: '--source <order>', description: 'the order or schedule that says so', required: true })
  parseSource(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'add', arguments: '<offering>', description: 'let a unit come to a place, once or by a rule' })
export class VisitAddCommand extends TerminalCommand {
  constructor(private readonly addVisit: AddVisit) {
    super();
  }

  async run([offeringId]: string[], { region, json, ...visit }: AddOptions): Promise<void> {
    const added = await this.addVisit.run(this.by, { ...visit, offeringId, regionCode: region });
    this.show({ json }, added, `${added.id}: ${added.place}, from ${added.begins}${added.rrule ? `, ${added.rrule}` : ''}`);
  }

  @Option({ flags: '--place <words>', description: 'where it stands, as people call it', required: true })
  parsePlace(value: string): string {
    return value;
  }

  @Option({ flags: '--region <code>', description: 'the kecamatan or village it stands in', required: true })
  parseRegion(value: string): string {
    return value;
  }

  @Option({ flags: '--begins <time>', description: 'local, such as 2025-09-01T08:00', required: true })
  parseBegins(value: string): string {
    return value;
  }

  @Option({ flags: '--ends <time>', description: 'on the same day, such as 12:00', required: true })
  parseEnds(value: string): string {
    return value;
  }

  @Option({ flags: '--rrule <rule>', description: 'with an end, such as FREQ=WEEKLY;BYDAY=MO;COUNT=8' })
  parseRrule(value: string): string {
    return value;
  }

  @Option({ flags: '--quota <people>', description: 'people a day' })
  parseQuota(value: string): number {
    return Number(value);
  }

  @Option({
    flags: '--serves <codes>',
    description: 'codes of the regions it is for, with commas; where it stands when left out',
  })
  parseServes(value: string): string[] {
    return value.split(',').map((code) => code.trim());
  }
}

@SubCommand({ name: 'cancel', arguments: '<visit>', description: 'cancel one day of a visit, or all that is still to come' })
export class VisitCancelCommand extends TerminalCommand {
  constructor(private readonly cancelVisit: CancelVisit) {
    super();
  }

  async run([visitId]: string[], { date, because, ...options }: CancelOptions): Promise<void> {
    const cancelled = await this.cancelVisit.run(this.by, { visitId, date, because });
    this.show(options, cancelled, `cancelled: ${cancelled.visit.place}${date ? ` on ${date}` : ''}`);
  }

  @Option({ flags: '--date <day>', description: 'only this day' })
  parseDate(value: string): string {
    return value;
  }

  @Option({ flags: '--because <words>', description: 'why, for the ledger' })
  parseBecause(value: string): string {
    return value;
  }
}

@Command({
  name: 'visits',
  description: 'units that come to people',
  subCommands: [VisitListCommand, VisitStartCommand, VisitAddCommand, VisitCancelCommand],
})
export class VisitsCommand extends CommandGroup {}

export const VISIT_COMMANDS = [VisitsCommand, VisitListCommand, VisitStartCommand, VisitAddCommand, VisitCancelCommand];
