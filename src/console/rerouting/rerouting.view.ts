import { Injectable } from '@nestjs/common';
import { sentence } from '../../answers/index.js';
import { Directory, Feedback } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';
import { Clock, DomainError, type Locale, Texts } from '../../platform/index.js';
import {
  HAZARD_KM,
  type HostRequest,
  type Leg,
  type Load,
  type Plan,
  type PlanChange,
  type Reroute,
  type RerouteState,
} from '../../rerouting/index.js';
import { toField } from '../incidents/local-time.js';

export const TAGS: Record<RerouteState, string> = {
  proposed: 'wait',
  asked: 'wait',
  accepted: 'wait',
  published: 'ok',
  returning: 'ok',
  superseded: 'moved',
  withdrawn: 'stop',
};
const HOST_TAGS: Record<HostRequest['state'], string> = { open: 'wait', accepted: 'ok', declined: 'stop', closed: 'plain' };

interface Names {
  service(id: string): string;
  region(code: string): string;
  office(id?: string): string;
}

/** A plan as people would tell it: who goes where, who goes farthest, how full each place gets, and what is only assumed. */
@Injectable()
export class ReroutingView {
  constructor(
    private readonly directory: Directory,
    private readonly incidents: Incidents,
    private readonly texts: Texts,
    private readonly clock: Clock,
    private readonly feedback: Feedback,
  ) {}

  /** The office that is closed; undefined when the incident is not known here. */
  async closedOffice(incidentId: string): Promise<string | undefined> {
    try {
      return (await this.directory.office((await this.incidents.get(incidentId)).officeId)).name;
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  async officeName(id: string): Promise<string> {
    return (await this.directory.office(id)).name;
  }

  async zoneOf(officeId: string): Promise<string> {
    return (await this.directory.office(officeId)).zone;
  }

  /** The wall clock of the office, for a `datetime-local` field: calls are mostly logged as they end. */
  async nowAt(officeId: string): Promise<string> {
    return toField(this.clock.now(), await this.zoneOf(officeId));
  }

  async serviceName(id: string, locale: Locale): Promise<string> {
    return (await this.directory.service(id)).names[locale];
  }

  async line(reroute: Reroute) {
    return { ...reroute, offices: await this.closedOffice(reroute.incidentId), tag: TAGS[reroute.state] };
  }

  /** How a plan was made, what it costs, and what that is more than the one before. */
  async costs({ method, cost }: Plan, change: PlanChange | undefined, locale: Locale) {
    const offices = new Map((await this.directory.offices()).map(({ id, name }) => [id, name]));
    const services = new Map((await this.directory.services()).map(({ id, names }) => [id, names[locale]]));
    const loads = change?.loads.map((load) => ({
      ...load,
      place: offices.get(load.officeId ?? '') ?? load.offeringId,
      service: services.get(load.serviceId) ?? load.serviceId,
      over: load.capacity !== undefined && load.to > load.capacity,
    }));
    return {
      greedy: method === 'greedy',
      cost,
      change: change && { loads, what: this.differences(change, locale) },
    };
  }

  private differences({ personKm, over, unplaced }: PlanChange, locale: Locale): string {
    const parts = Object.entries({ km: personKm, over, unplaced }).filter(([, value]) => value !== 0);
    return parts
      .map(([what, value]) => this.texts.t(locale, `rerouting:cost.change-${what}`, { n: signed(value, locale) }))
      .join(', ');
  }

  async plan(plan: Plan, locale: Locale) {
    const names = await this.names(plan, locale);
    return {
      summary: summaryOf(plan),
      farthest: farthestOf(plan, names),
      loads: plan.loads.map((load) => ({ ...loadOf(load, names), basis: this.basisOf(load, locale) })),
      services: [...new Set(plan.covers.map(({ serviceId }) => serviceId))].map((id) => this.serviceOf(id, plan, names, locale)),
      gaps: plan.gaps.map((gap) => ({
        service: names.service(gap.serviceId),
        reason: sentence(gap.reason, this.texts, locale),
        closesBy: sentence(gap.closesBy, this.texts, locale),
        call: gap.call,
      })),
      hazard: hazardOf(plan, locale),
      halved: plan.loads.some(({ basis }) => basis?.from === 'assumed'),
      reported: plan.loads.some(({ basis }) => basis?.from === 'reported'),
      assumed: [...new Set(plan.loads.filter(({ assumed }) => assumed).map(({ officeId }) => names.office(officeId)))].join(', '),
    };
  }

  async hosts(requests: HostRequest[], locale: Locale) {
    const said = await this.feedback.today(requests.map(({ officeId }) => officeId));
    const offices = await this.directory.officesByIds(requests.map(({ officeId }) => officeId));
    const service = await this.serviceNames(locale);
    return requests.map((request) => {
      const rows = request.asked.map(({ serviceId, perDay }) => ({ service: service(serviceId), perDay }));
      return {
        ...request,
        office: offices.find(({ id }) => id === request.officeId)!,
        tag: HOST_TAGS[request.state],
        asked: rows.map((row) => this.texts.t(locale, 'rerouting:show.asked-row', row)).join('; '),
        services: (request.services ?? []).map(service).join(', '),
        heard: said.get(request.officeId),
      };
    });
  }

  /** Where the room of a place comes from, in one sentence or two. */
  private basisOf({ basis }: Load, locale: Locale): string {
    if (!basis) return '';
    const { from, capacity, emergency, own, promised, longer } = basis;
    const n = (value?: number) => value !== undefined && new Intl.NumberFormat(locale).format(value);
    const say = (key: string) =>
      this.texts.t(locale, `rerouting:basis.${key}`, {
        capacity: n(capacity),
        own: n(own?.people),
        count: own?.days,
        promised: n(promised),
        longer: n(longer),
      });
    return [
      say(from),
      ...(emergency ? [say('emergency')] : []),
      ...(promised ? [say('promised')] : []),
      ...(longer ? [say('longer')] : []),
    ].join(' ');
  }

  private async serviceNames(locale: Locale): Promise<(id: string) => string> {
    const services = new Map((await this.directory.services()).map(({ id, names }) => [id, names[locale]]));
    return (id) => services.get(id) ?? id;
  }

  private async names(plan: Plan, locale: Locale): Promise<Names> {
    const codes = [...new Set(plan.covers.map(({ regionCode }) => regionCode))];
    const regions = new Map((await this.directory.regions(codes)).map(({ code, name }) => [code, name]));
    const offices = new Map((await this.directory.offices()).map(({ id, name }) => [id, name]));
    return {
      service: await this.serviceNames(locale),
      region: (code) => regions.get(code) ?? code,
      office: (id) => (id ? (offices.get(id) ?? id) : ''),
    };
  }

  private serviceOf(serviceId: string, plan: Plan, names: Names, locale: Locale) {
    const legs = plan.legs.filter((leg) => leg.serviceId === serviceId);
    const online = new Set(legs.filter(({ kind }) => kind === 'online').map(({ reason }) => String(reason.params.name)));
    const regions = plan.covers
      .filter((cover) => cover.serviceId === serviceId)
      .map(({ regionCode }) => ({
        region: names.region(regionCode),
        legs: legs
          .filter((leg) => leg.regionCode === regionCode && leg.kind !== 'online')
          .map((leg) => ({
            ...leg,
            place: names.office(leg.officeId) || String(leg.reason.params.name),
            why: sentence(leg.reason, this.texts, locale),
          })),
      }));
    return { name: names.service(serviceId), online: [...online].join(', '), regions };
  }
}

/** With its sign, as a difference is read; a real minus. */
function signed(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(value).replace('-', '−');
}

/** Without a source while nobody has said how far it goes. */
function hazardOf({ options: { hazard } }: Plan, locale: Locale) {
  return { km: new Intl.NumberFormat(locale).format(hazard?.km ?? HAZARD_KM), source: hazard?.source };
}

function summaryOf({ loads, covers }: Plan) {
  return {
    people: loads.reduce((sum, { expected }) => sum + expected, 0),
    regions: new Set(covers.map(({ regionCode }) => regionCode)).size,
    places: new Set(loads.map(({ officeId }) => officeId)).size,
  };
}

function farthestOf({ legs }: Plan, names: Names) {
  const main = legs.filter((leg): leg is Leg & { km: number } => leg.km !== undefined && leg.perDay !== 0);
  const [leg] = main.sort((a, b) => b.km - a.km);
  return (
    leg && {
      km: leg.km,
      region: names.region(leg.regionCode),
      office: names.office(leg.officeId),
      service: names.service(leg.serviceId),
    }
  );
}

function loadOf({ officeId, serviceId, expected, capacity, assumed }: Load, names: Names) {
  const over = capacity === undefined ? 0 : Math.max(0, expected - capacity);
  return { office: names.office(officeId), service: names.service(serviceId), expected, capacity, over, assumed };
}
