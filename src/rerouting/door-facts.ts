import { Injectable } from '@nestjs/common';
import { Directory, emergencyOffering, type Offering, type OfferingStatus } from '../directory/index.js';
import { Calendar, civilDate } from '../platform/index.js';
import type { Point } from './distance.js';
import type { Door } from './doors.js';
import { callOf, SHUT } from './need-facts.js';
import { dayAfter, Horizon, visitKnown, visitOf } from './planning/horizon.js';
import { risksOf } from './risks.js';
import { grantedRoom, obstacleOf } from './room.js';
import { HAZARD_KM, type HostRequest, type PlanOptions } from './types.js';
import { type Used, UsedRoom } from './used-room.js';

const WIB = 'Asia/Jakarta';

/** What a plan is made for: what is shut, what hosts said, what the operator asks of it, and when. */
export interface Asked {
  incidentId: string;
  shut: Offering[];
  serviceIds: string[];
  requests: HostRequest[];
  options: PlanOptions;
  at: Date;
  /** Name nobody but hosts who said yes. */
  onlyAccepted: boolean;
}

/** Every offering of the services, as it is given in an emergency, with the room it has for guests, its risks and what stands in the way. */
@Injectable()
export class DoorFacts {
  constructor(
    private readonly directory: Directory,
    private readonly calendar: Calendar,
    private readonly room: UsedRoom,
  ) {}

  async of(asked: Asked): Promise<Door[]> {
    const offerings = (await Promise.all(asked.serviceIds.map((id) => this.fitting(id)))).flat();
    const statuses = await this.directory.statuses(offerings.map(({ id }) => id));
    const planned = await this.plannedVisits(asked.options);
    const used = await this.room.of(offerings, asked.incidentId, asked.at);
    return offerings.flatMap((usual) => {
      const offering = emergencyOffering(usual);
      const wanted = (planned.get(offering.id) ?? []).filter((visit) => !visitKnown(offering.visits, visit));
      const added = { ...offering, visits: [...offering.visits, ...wanted] };
      const isVariant = offering.capacityPerDay !== usual.capacityPerDay;
      const known = { status: statuses.get(usual.id), used: { ...used.get(usual.id)!, isVariant } };
      const door = new DoorMaker(asked, added, known, this.horizonOf(offering, asked.at));
      return offering.channel.kind === 'outreach' ? door.visits() : [door.standing()];
    });
  }

  private async fitting(serviceId: string): Promise<Offering[]> {
    const { needsInspection } = await this.directory.service(serviceId);
    const offerings = await this.directory.offeringsOf(serviceId);
    return offerings.filter(({ channel }) => !(needsInspection && channel.kind === 'online'));
  }

  private async plannedVisits({ visits }: PlanOptions) {
    const regions = new Map(
      (await this.directory.regions(visits.map(({ regionCode }) => regionCode))).map((region) => [region.code, region]),
    );
    const known = visits.flatMap((visit) => {
      const region = regions.get(visit.regionCode);
      return region ? [{ offeringId: visit.offeringId, visit: visitOf(visit, region) }] : [];
    });
    return new Map(
      [...Map.groupBy(known, ({ offeringId }) => offeringId)].map(([id, own]) => [id, own.map(({ visit }) => visit)]),
    );
  }

  private horizonOf({ office }: Offering, at: Date): Horizon {
    return new Horizon(dayAfter(at, office?.zone ?? WIB), this.calendar.holidays);
  }
}

class DoorMaker {
  private readonly request?: HostRequest;
  /** Days on which those who come used to come. */
  private readonly demandDays: number;

  constructor(
    private readonly asked: Asked,
    private readonly offering: Offering,
    private readonly known: { status?: OfferingStatus; used: Used & { isVariant: boolean } },
    private readonly horizon: Horizon,
  ) {
    const { office, serviceId } = offering;
    this.request = asked.requests.find(({ officeId }) => officeId === office?.id);
    const usual = asked.shut.filter((shut) => shut.serviceId === serviceId);
    this.demandDays = Math.max(...usual.map(({ hours }) => horizon.serviceDays(hours)), 0);
  }

  standing(): Door {
    const { office, channel } = this.offering;
    const room = grantedRoom(this.offering, this.request, this.days(), this.known.used);
    return {
      ...this.common(),
      ...room,
      id: this.offering.id,
      name: office?.name ?? channel.name,
      at: office && { lat: office.lat, lng: office.lng },
      serves: office ? [province(office.regionCode)] : this.offering.catchment,
      obstacle: this.obstacle(room.perDay, !this.offering.hours.always && this.horizon.serviceDays(this.offering.hours) === 0),
    };
  }

  visits(): Door[] {
    return this.horizon.visits(this.offering, this.demandDays).map(({ visit, first, perDay }) => ({
      ...this.common(),
      id: `${this.offering.id}#${visit.id}`,
      name: this.offering.channel.name,
      at: { lat: visit.lat, lng: visit.lng },
      serves: visit.serves,
      perDay,
      assumed: false,
      risks: this.risks(visit, visit.isSample),
      visit: first,
      obstacle: this.obstacle(perDay, false),
    }));
  }

  private common() {
    const { offering } = this;
    return {
      offeringId: offering.id,
      serviceId: offering.serviceId,
      kind: offering.channel.kind,
      officeId: offering.office?.id,
      risks: this.risks(offering.office, offering.isSample || offering.office?.isSample === true, !offering.capacityConfirmed),
      call: callOf(offering),
    };
  }

  /** What a host has said yes to is real, and its number is confirmed. */
  private risks(place: Point | undefined, isSample: boolean, assumed = false) {
    const { shut, at, options } = this.asked;
    const accepted = this.request?.state === 'accepted';
    const closed = shut.flatMap(({ office }): Point[] => (office ? [office] : []));
    return risksOf(
      { office: this.offering.office, at: place, status: this.known.status },
      { shut: closed, km: options.hazard?.km ?? HAZARD_KM },
      { isSample: isSample && !accepted, assumed: assumed && !accepted },
      at,
    );
  }

  private days() {
    const { hours, id } = this.offering;
    const own = this.horizon.serviceDays(hours);
    const extraHours = this.asked.options.extensions
      .filter(({ offeringId }) => offeringId === id)
      .reduce((sum, each) => sum + each.hours, 0);
    return {
      ratio: this.demandDays > 0 ? Math.min(1, own / this.demandDays) : 1,
      hours: this.horizon.hoursADay(hours),
      extraHours,
    };
  }

  private obstacle(perDay: number | undefined, neverOpens: boolean) {
    const { office, id } = this.offering;
    const { at, onlyAccepted, options } = this.asked;
    return obstacleOf(this.offering, perDay, {
      shut: SHUT.has(this.known.status?.status ?? 'normal'),
      banned: options.bans.some((ban) => ban.offeringId === id || (office !== undefined && ban.officeId === office.id)),
      neverOpens,
      today: office && civilDate(at, office.zone),
      request: this.request,
      onlyAccepted,
    });
  }
}

/** A Samsat serves the vehicles of its own province. */
const province = (regionCode: string) => regionCode.slice(0, 2);
