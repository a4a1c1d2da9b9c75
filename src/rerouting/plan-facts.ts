import { Injectable } from '@nestjs/common';
import { Directory, type Offering, type OfferingStatus, type Region } from '../directory/index.js';
import { split } from './allocate.js';
import { civilDate } from './civil-date.js';
import type { Door, Need } from './doors.js';
import { PlanStore } from './plan-store.js';
import { grantedRoom, obstacleOf } from './room.js';
import type { HostRequest } from './types.js';

/** Statuses in which an offering cannot be used where it was. */
const SHUT = new Set(['suspended', 'moved']);

/** Reads from the directory what a plan is made of. */
@Injectable()
export class PlanFacts {
  constructor(
    private readonly directory: Directory,
    private readonly plans: PlanStore,
  ) {}

  /** The regions and services that the incident keeps closed, with those that a published reroute sends to what it closed. */
  async needs(incidentId: string): Promise<Need[]> {
    const statuses = await this.directory.statusesOfIncident(incidentId);
    const shut = statuses
      .filter((status) => SHUT.has(status.status) && status.incidentId === incidentId)
      .map((status) => status.offeringId);
    const needs = new Map<string, Need>();
    for (const offeringId of shut)
      for (const need of await this.needsOf(await this.directory.offering(offeringId))) merge(needs, need);
    for (const leg of await this.plans.publishedLegsOn(shut)) {
      if (leg.incidentId === incidentId) continue;
      merge(needs, {
        serviceId: leg.serviceId,
        region: await this.directory.region(leg.regionCode),
        perDay: leg.perDay ?? undefined,
      });
    }
    return [...needs.values()].sort((a, b) => key(a).localeCompare(key(b)));
  }

  /** Every offering of the services, with the room it has for guests and what stands in the way. */
  async doors(serviceIds: string[], requests: HostRequest[], at: Date, onlyAccepted: boolean): Promise<Door[]> {
    const doors: Door[] = [];
    for (const serviceId of serviceIds) {
      const { needsInspection } = await this.directory.service(serviceId);
      const offerings = await this.directory.offeringsOf(serviceId);
      const statuses = await this.directory.statuses(offerings.map((offering) => offering.id));
      const fitting = offerings.filter((offering) => !(needsInspection && offering.channel.kind === 'online'));
      for (const offering of fitting) doors.push(door(offering, statuses.get(offering.id), requests, at, onlyAccepted));
    }
    return doors;
  }

  private async needsOf(offering: Offering): Promise<Need[]> {
    const regions: Region[] = [];
    for (const region of await this.directory.catchment([offering.id])) regions.push(...(await this.kecamatan(region)));
    const people = regions.map((region) => region.population ?? 1);
    const shares = offering.capacityPerDay === undefined ? undefined : split(offering.capacityPerDay, people);
    return regions.map((region, index) => ({ serviceId: offering.serviceId, region, perDay: shares?.[index] }));
  }

  private async kecamatan(region: Region): Promise<Region[]> {
    if (region.level !== 'province' && region.level !== 'kabkota') return [region];
    const below = await this.directory.regionsUnder(region.code, 'kecamatan');
    return below.length > 0 ? below : [region];
  }
}

function door(
  offering: Offering,
  status: OfferingStatus | undefined,
  requests: HostRequest[],
  at: Date,
  onlyAccepted: boolean,
): Door {
  const { office, channel } = offering;
  const request = requests.find((asked) => asked.officeId === office?.id);
  const room = grantedRoom(offering, request);
  return {
    offeringId: offering.id,
    serviceId: offering.serviceId,
    kind: channel.kind,
    name: office?.name ?? channel.name,
    officeId: office?.id,
    at: office && { lat: office.lat, lng: office.lng },
    serves: office ? [province(office.regionCode)] : offering.catchment,
    ...room,
    obstacle: obstacleOf(
      offering,
      SHUT.has(status?.status ?? 'normal'),
      office && civilDate(at, office.zone),
      request,
      onlyAccepted,
    ),
  };
}

function merge(needs: Map<string, Need>, need: Need): void {
  const same = needs.get(key(need));
  const perDay =
    same && (same.perDay === undefined && need.perDay === undefined ? undefined : (same.perDay ?? 0) + (need.perDay ?? 0));
  needs.set(key(need), same ? { ...same, perDay } : need);
}

const key = (need: Need) => `${need.serviceId} ${need.region.code}`;
/** A Samsat serves the vehicles of its own province. */
const province = (regionCode: string) => regionCode.slice(0, 2);
