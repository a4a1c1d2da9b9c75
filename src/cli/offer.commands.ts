import { Command, Option, SubCommand } from 'nest-commander';
import {
  accessFeatures,
  Directory,
  SetAccessibility,
  SetRoadFactor,
  SetSpecialDay,
  spansIn,
  standardScore,
} from '../directory/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface DayOptions extends TerminalOptions {
  office?: string;
  region?: string;
  open?: string;
  reason?: string;
  english?: string;
}

interface RoadOptions extends TerminalOptions {
  because?: string;
}

@SubCommand({ name: 'standards', description: 'how complete the service standard of each service is (UU 25/2009 art. 21)' })
export class OfferStandardsCommand extends TerminalCommand {
  constructor(private readonly directory: Directory) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const scores = (await this.directory.services()).map(({ id, standard }) => ({ service: id, ...standardScore(standard) }));
    const rows = scores.map(({ service, filled, of, missing }) => [service, `${filled}/${of}`, missing.join(', ')]);
    this.show(options, scores, this.table([['service', 'filled', 'missing'], ...rows]));
  }
}

@SubCommand({ name: 'special-day', arguments: '<date>', description: 'let one day differ at an office or in a region' })
export class OfferSpecialDayCommand extends TerminalCommand {
  constructor(private readonly setSpecialDay: SetSpecialDay) {
    super();
  }

  async run([date]: string[], { office, region, open, reason, english, ...options }: DayOptions): Promise<void> {
    const asUsual = open === 'usual';
    const { offeringIds } = await this.setSpecialDay.run(this.by, {
      officeId: office,
      regionCode: region,
      date,
      spans: asUsual ? null : spansIn(open ?? ''),
      reason: asUsual ? undefined : { id: reason, en: english },
    });
    this.show(options, { date, offeringIds }, `${date} differs at ${offeringIds.length} offerings: ${open || 'shut'}`);
  }

  @Option({ flags: '--office <id>', description: 'at this office' })
  parseOffice(value: string): string {
    return value;
  }

  @Option({ flags: '--region <code>', description: 'at all offices of this region' })
  parseRegion(value: string): string {
    return value;
  }

  @Option({ flags: '--open <spans>', description: 'such as 08:00-12:00,13:00-15:00; shut when left out; usual to take it back' })
  parseOpen(value: string): string {
    return value;
  }

  @Option({ flags: '--reason <words>', description: 'what citizens read, in Indonesian' })
  parseReason(value: string): string {
    return value;
  }

  @Option({ flags: '--english <words>', description: 'what citizens read, in English' })
  parseEnglish(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'access',
  arguments: '<office> <features...>',
  description: `how an office can be entered, as feature=yes|no|unknown: ${accessFeatures.join(', ')}`,
})
export class OfferAccessCommand extends TerminalCommand {
  constructor(private readonly setAccessibility: SetAccessibility) {
    super();
  }

  async run([officeId, ...given]: string[], options: TerminalOptions): Promise<void> {
    const { accessibility } = await this.setAccessibility.run(this.by, { officeId, features: featuresIn(given) });
    const known = accessFeatures.map((feature) => [feature, wordFor(accessibility[feature])]);
    this.show(options, { office: officeId, accessibility }, this.table(known));
  }
}

@SubCommand({
  name: 'road-factor',
  arguments: '<region> <factor>',
  description: 'kilometres by road for one in a straight line, in a region; "assumed" takes it back',
})
export class OfferRoadFactorCommand extends TerminalCommand {
  constructor(private readonly setRoadFactor: SetRoadFactor) {
    super();
  }

  async run([regionCode, factor]: string[], { because, ...options }: RoadOptions): Promise<void> {
    const value = factor === 'assumed' ? null : Number(factor);
    const region = await this.setRoadFactor.run(this.by, { regionCode, factor: value, because });
    this.show(options, region, `${region.label}: ${region.roadFactor} km by road for one in a straight line`);
  }

  @Option({ flags: '--because <words>', description: 'how it was measured', required: true })
  parseBecause(value: string): string {
    return value;
  }
}

@Command({
  name: 'offers',
  description: 'how what is offered differs: single days, entrances, roads, service standards',
  subCommands: [OfferStandardsCommand, OfferSpecialDayCommand, OfferAccessCommand, OfferRoadFactorCommand],
})
export class OffersCommand extends CommandGroup {}

export const OFFER_COMMANDS = [
  OffersCommand,
  OfferStandardsCommand,
  OfferSpecialDayCommand,
  OfferAccessCommand,
  OfferRoadFactorCommand,
];

function featuresIn(given: string[]): Record<string, boolean | null | string> {
  const values: Record<string, boolean | null> = { yes: true, no: false, unknown: null };
  return Object.fromEntries(
    given.map((each) => {
      const [feature = '', value = ''] = each.split('=');
      return [feature, Object.hasOwn(values, value) ? values[value]! : value];
    }),
  );
}

function wordFor(has: boolean | undefined): string {
  if (has === undefined) return 'unknown';
  return has ? 'yes' : 'no';
}
