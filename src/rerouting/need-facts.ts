import { Injectable } from '@nestjs/common';
import { Catchments, Directory, type Offering, type Region } from '../directory/index.js';
import type { Door, Need } from './doors.js';
import { PlanStore } from './plan-store.js';
import { split } from './split.js';
import type { PlanOptions } from './types.js';

/** Statuses in which an offering cannot be used where it was. */
export const SHUT = new Set(['suspended', 'moved']);

/** Who lost what: the regions and services that an incident keeps closed. */
@Injectable()
export class NeedFacts {
  constructor(
    private readonly directory: Directory,
    private readonly catchments: Catchments,
    private readonly plans: PlanStore,
  ) {}

  /** What the incident keeps closed itself. */
  async shut(incidentId: string): Promise<Offering[]> {
    const statuses = await this.directory.statusesOfIncident(incidentId);
    const shut = statuses.filter((status) => SHUT.has(status.status) && status.incidentId === incidentId);
    return [...(await this.catchments.byId(shut.map(({ offeringId }) => offeringId))).values()];
  }

  /** With those that another published reroute sends to what it closed. */
  async of(incidentId: string, shut: Offering[], { pins }: PlanOptions): Promise<Need[]> {
    const kecamatan = await this.kecamatan(shut.flatMap(({ catchment }) => catchment));
    const needs = new Map<string, Need>();
    for (const offering of shut)
      for (const need of needsOf(
        offering,
        offering.catchment.flatMap((code) => kecamatan.get(code) ?? []),
      ))
        merge(needs, need);
    const legs = (await this.plans.publishedLegsOn(shut.map(({ id }) => id))).filter((leg) => leg.incidentId !== incidentId);
    const regions = new Map(
      (await this.directory.regions(legs.map((leg) => leg.regionCode))).map((region) => [region.code, region]),
    );
    for (const { serviceId, regionCode, perDay } of legs) {
      const region = regions.get(regionCode);
      if (region) merge(needs, { serviceId, region, perDay: perDay ?? undefined });
    }
    const pinned = new Map(pins.map((pin) => [`${pin.serviceId} ${pin.regionCode}`, pin.offeringId]));
    return [...needs.values()]
      .sort((a, b) => key(a).localeCompare(key(b)))
      .map((need) => (pinned.has(key(need)) ? { ...need, pin: pinned.get(key(need)) } : need));
  }

  /** What each code of a catchment means in kecamatan, each with a population where it or what holds it has one. */
  private async kecamatan(codes: string[]): Promise<Map<string, Region[]>> {
    const known = await this.directory.regions([...new Set(codes)]);
    const wide = known.filter(({ level }) => level === 'province' || level === 'kabkota');
    const below = await Promise.all(wide.map(({ code }) => this.directory.regionsUnder(code, 'kecamatan')));
    const found = new Map(known.map((region): [string, Region[]] => [region.code, [region]]));
    for (const [index, { code }] of wide.entries()) if (below[index]!.length > 0) found.set(code, below[index]!);
    const shares = await this.populations([...found.values()].flat());
    return new Map(
      [...found].map(([code, regions]) => [code, regions.map((region) => ({ ...region, population: shares(region) }))]),
    );
  }

  /** A kecamatan without a number of its own counts as an equal part of its kabupaten or kota. */
  private async populations(regions: Region[]): Promise<(region: Region) => number | undefined> {
    const parents = [
      ...new Set(regions.flatMap(({ population, parentCode }) => (population === undefined && parentCode ? [parentCode] : []))),
    ];
    const known = await this.directory.regions(parents);
    const counts = await Promise.all(known.map(({ code }) => this.directory.regionsUnder(code, 'kecamatan')));
    const parts = new Map(
      known.map(({ code, population }, index) => [code, population && population / Math.max(1, counts[index]!.length)]),
    );
    return ({ population, parentCode }) => population ?? parts.get(parentCode ?? '');
  }
}

/** People a day by population; those of whom it is not known count as the mean of the others. */
function needsOf(offering: Offering, regions: Region[]): Need[] {
  const known = regions.flatMap(({ population }) => population ?? []);
  const mean = known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : 1;
  const { capacityPerDay, serviceId } = offering;
  const people =
    capacityPerDay === undefined
      ? undefined
      : split(
          capacityPerDay,
          regions.map(({ population }) => population ?? mean),
        );
  return regions.map((region, index) => ({ serviceId, region, perDay: people?.[index], call: callOf(offering) }));
}

/** Whom to ask about a place: its own number before that of its contact. */
export function callOf({ office, channel }: Offering): Door['call'] {
  if (!office) return channel.phone === undefined ? undefined : { name: channel.name, phone: channel.phone, isSample: false };
  const phone = office.phone ?? office.contact?.phone;
  const field = office.phone ? 'phone' : 'contact';
  return phone === undefined
    ? undefined
    : { name: office.name, phone, isSample: office.isSample || office.sampleFields.includes(field) };
}

function merge(needs: Map<string, Need>, need: Need): void {
  const same = needs.get(key(need));
  const perDay =
    same && (same.perDay === undefined && need.perDay === undefined ? undefined : (same.perDay ?? 0) + (need.perDay ?? 0));
  needs.set(key(need), same ? { ...same, perDay } : need);
}

const key = (need: Need) => `${need.serviceId} ${need.region.code}`;
