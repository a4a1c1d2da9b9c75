import { Option, SubCommand } from 'nest-commander';
import { NO_OPTIONS, type PlanOptions, Reroutes, SetPlanOptions } from '../rerouting/index.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface PlanCommandOptions extends TerminalOptions {
  clear?: boolean;
  pin?: PlanOptions['pins'];
  ban?: PlanOptions['bans'];
  banOffering?: PlanOptions['bans'];
  extend?: PlanOptions['extensions'];
  visit?: PlanOptions['visits'];
  hazard?: PlanOptions['hazard'];
}

const more = <T>(one: T, before: T[] | undefined): T[] => [...(before ?? []), one];

@SubCommand({
  name: 'plan',
  arguments: '<reroute>',
  description: 'ask something of the plan of a draft, beside what was asked before; says what that costs',
})
export class ReroutePlanCommand extends TerminalCommand {
  constructor(
    private readonly reroutes: Reroutes,
    private readonly plan: SetPlanOptions,
  ) {
    super();
  }

  async run(
    [rerouteId]: string[],
    { json, clear, pin = [], ban = [], banOffering = [], extend = [], visit = [], hazard }: PlanCommandOptions,
  ): Promise<void> {
    const { plan, version } = await this.reroutes.get(rerouteId ?? '');
    const known = clear ? NO_OPTIONS : plan.options;
    const options = {
      pins: [...known.pins, ...pin],
      bans: [...known.bans, ...ban, ...banOffering],
      extensions: [...known.extensions, ...extend],
      visits: [...known.visits, ...visit],
      hazard: hazard ?? known.hazard,
    };
    const { reroute, change } = await this.plan.run(this.by, { rerouteId, version, options });
    const signed = (value: number) => (value > 0 ? `+${value}` : `${value}`);
    this.show({ json }, { reroute, change }, [
      `plan ${reroute.version}: ${signed(change.personKm)} person-km a day, ${signed(change.over)} too many, ${signed(change.unplaced)} without a place`,
      ...this.table([
        ['offering', 'before', 'now', 'room'],
        ...change.loads.map((load) => [load.offeringId, load.from, load.to, load.capacity ?? '-']),
      ]),
    ]);
  }

  @Option({ flags: '--clear', description: 'forget what was asked before' })
  parseClear(): boolean {
    return true;
  }

  @Option({ flags: '--pin <way>', description: 'service,region,offering: its people go there and nowhere else; may be repeated' })
  parsePin(value: string, before?: PlanOptions['pins']) {
    const [serviceId = '', regionCode = '', offeringId = ''] = value.split(',');
    return more({ serviceId, regionCode, offeringId }, before);
  }

  @Option({ flags: '--ban <office>', description: 'nobody is sent to this office; may be repeated' })
  parseBan(officeId: string, before?: PlanOptions['bans']) {
    return more({ officeId }, before);
  }

  @Option({ flags: '--ban-offering <offering>', description: 'nobody is sent to this offering; may be repeated' })
  parseBanOffering(offeringId: string, before?: PlanOptions['bans']) {
    return more({ offeringId }, before);
  }

  @Option({ flags: '--extend <hours>', description: 'offering,hours: it opens so many hours longer a day; may be repeated' })
  parseExtend(value: string, before?: PlanOptions['extensions']) {
    const [offeringId = '', hours = ''] = value.split(',');
    return more({ offeringId, hours: Number(hours) }, before);
  }

  @Option({ flags: '--hazard <area>', description: 'km,source: so far around what is closed a place is in the hazard area' })
  parseHazard(value: string): PlanOptions['hazard'] {
    const [km = '', ...source] = value.split(',');
    return { km: Number(km), source: source.join(',') };
  }

  @Option({
    flags: '--visit <visit>',
    description:
      'offering,region,begins,ends,quota,place as in unit.pkb-tahunan,35.06.03,2025-09-03T08:00,12:00,60,Balai Desa Kras',
  })
  parseVisit(value: string, before?: PlanOptions['visits']) {
    const [offeringId = '', regionCode = '', begins = '', ends = '', quota = '', ...place] = value.split(',');
    return more({ offeringId, regionCode, begins, ends, quota: Number(quota), place: place.join(',') }, before);
  }
}
