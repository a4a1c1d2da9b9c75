import { Injectable } from '@nestjs/common';
import { Catchments, Directory, numberToAsk, type Offering, type Office, type Words } from '../directory/index.js';
import { Dispensations } from '../dispensation/index.js';
import { type Incident, Incidents } from '../incidents/index.js';
import { isPublic, type Leg, Reroutes } from '../rerouting/index.js';
import { errors } from './errors.js';
import type { Excused, Facts, Instead } from './types.js';

interface Affected {
  services: { id: string; names: Words }[];
  areas: { code: string; name: string }[];
}

interface Elsewhere {
  rerouted: boolean;
  /** By service. */
  channels: Map<string, Instead[]>;
  /** The services of which a place is not made known by its name. */
  unnamed: Set<string>;
}

/** What there is to tell of an incident, from the rooms that know. */
@Injectable()
export class FactReader {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly catchments: Catchments,
    private readonly reroutes: Reroutes,
    private readonly dispensations: Dispensations,
  ) {}

  /** Throws `announcements.incident-ended` and `announcements.nothing-to-announce`. */
  async read(incidentId: string, now: Date): Promise<Facts> {
    const incident = await this.incidents.get(incidentId);
    if (incident.state === 'closed' || incident.state === 'corrected') throw errors.incidentEnded({ incidentId });
    const { services, areas } = await this.affected(incidentId, now);
    if (services.length === 0) throw errors.nothingToAnnounce({ incidentId });
    const { rerouted, channels, unnamed } = await this.instead(
      incidentId,
      services.map(({ id }) => id),
      now,
    );
    const office = await this.directory.office(incident.officeId);
    return {
      ...happened(incident, office),
      rerouted,
      services: services.map((service) => ({
        ...service,
        instead: channels.get(service.id) ?? [],
        ...(unnamed.has(service.id) ? { ask: { phone: numberToAsk(office) } } : {}),
      })),
      areas,
      excused: await this.excused(incident.officeId, now),
    };
  }

  private async affected(incidentId: string, now: Date): Promise<Affected> {
    const statuses = await this.directory.statusesOfIncident(incidentId, now);
    const ids = statuses.filter((status) => status.status !== 'normal').map((status) => status.offeringId);
    const offerings = await this.catchments.byId(ids);
    const wanted = new Set([...offerings.values()].map(({ serviceId }) => serviceId));
    const services = (await this.directory.services()).filter((service) => wanted.has(service.id));
    const areas = await this.directory.catchment(ids);
    return {
      services: services.map(({ id, names }) => ({ id, names })),
      areas: areas.map(({ code, name }) => ({ code, name })).sort((a, b) => a.code.localeCompare(b.code)),
    };
  }

  /** By service: what the published reroute names, in the order of its ranks; before there is one, what works online. */
  private async instead(incidentId: string, serviceIds: string[], now: Date): Promise<Elsewhere> {
    const published = (await this.reroutes.ofIncident(incidentId)).find(isPublic);
    if (!published) return { rerouted: false, channels: await this.online(serviceIds, now), unnamed: new Set() };
    const { plan } = await this.reroutes.get(published.id);
    const channels = new Map<string, Instead[]>();
    const named = plan.legs.filter(({ disclosure }) => disclosure === 'named');
    const others = plan.legs.filter(({ disclosure }) => disclosure !== 'named');
    for (const { serviceId, offeringId, startOn } of bestLegs(named)) {
      const channel = toInstead(await this.directory.offering(offeringId), startOn);
      channels.set(serviceId, [...(channels.get(serviceId) ?? []), channel]);
    }
    return { rerouted: true, channels, unnamed: new Set(others.map(({ serviceId }) => serviceId)) };
  }

  private async online(serviceIds: string[], now: Date): Promise<Map<string, Instead[]>> {
    const channels = new Map<string, Instead[]>();
    for (const serviceId of serviceIds) {
      const online = (await this.directory.offeringsOf(serviceId)).filter(({ channel }) => channel.kind === 'online');
      const statuses = await this.directory.statuses(
        online.map(({ id }) => id),
        now,
      );
      const works = online.filter(({ id }) => statuses.get(id)?.status !== 'suspended');
      channels.set(
        serviceId,
        works.map((offering) => toInstead(offering, undefined)),
      );
    }
    return channels;
  }

  private async excused(officeId: string, now: Date): Promise<Excused[]> {
    const parts = await this.dispensations.partsFor(officeId, now);
    return parts.flatMap(({ part, state, number, dueFrom, dueTo, payBy }) =>
      state === 'granted' && number ? [{ part, number, dueFrom, dueTo, payBy }] : [],
    );
  }
}

/** Each offering once, by the best rank that it has in any region. */
function bestLegs(legs: readonly Leg[]): Leg[] {
  const sorted = [...legs].sort((a, b) => a.rank - b.rank || a.offeringId.localeCompare(b.offeringId));
  return sorted.filter((leg, at) => sorted.findIndex(({ offeringId }) => offeringId === leg.offeringId) === at);
}

function happened(
  { part, cause, beganAt, expectedEnd, state }: Incident,
  { id, name, address, zone, parts }: Office,
): Pick<Facts, 'office' | 'part' | 'cause' | 'since' | 'expectedEnd' | 'confirmed'> {
  const lost = parts.find((one) => one.id === part);
  return {
    office: { id, name, address, zone },
    part: lost && { id: lost.id, names: lost.names },
    cause,
    since: beganAt.toISOString(),
    expectedEnd: expectedEnd?.toISOString(),
    confirmed: state === 'confirmed',
  };
}

function toInstead({ channel, office }: Offering, startOn: string | undefined): Instead {
  return { kind: channel.kind, name: office?.name ?? channel.name, address: office?.address, url: channel.url, startOn };
}
