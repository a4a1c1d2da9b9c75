import { Injectable } from '@nestjs/common';
import { Directory, holds, lineage, type Offering, type OfferingStatus } from '../directory/index.js';
import { Dispensations } from '../dispensation/index.js';
import { addDays, Calendar } from '../platform/index.js';
import { type PublishedReroute, Reroutes } from '../rerouting/index.js';
import type { AnswerFacts, StatusFact } from './types.js';

const HOLIDAYS_AHEAD_DAYS = 120;

/** Gathers the facts behind one answer, as they had been recorded at a moment. */
@Injectable()
export class FactReader {
  constructor(
    private readonly directory: Directory,
    private readonly reroutes: Reroutes,
    private readonly dispensations: Dispensations,
    private readonly calendar: Calendar,
  ) {}

  /** Throws `directory.no-such-service` or `.no-such-region`. */
  async read(serviceId: string, regionCode: string, at: Date): Promise<AnswerFacts> {
    const service = await this.directory.service(serviceId);
    const region = await this.directory.region(regionCode);
    const usual = await this.directory.usualOffering(serviceId, regionCode);
    const reroute = await this.reroutes.publishedFor(serviceId, regionCode, at);
    const offerings = await this.named(serviceId, regionCode, service.needsInspection, reroute);
    const statuses = await this.directory.statuses(
      [...offerings, ...(usual ? [usual] : [])].map(({ id }) => id),
      at,
    );
    const { code, name, label, zone, lat, lng } = region;
    return json({
      service: { id: service.id, name: service.name, names: service.names, needsInspection: service.needsInspection },
      region: { code, name, label, zone, lat, lng },
      usual,
      usualStatus: usual && factOf(statuses.get(usual.id)),
      offerings: offerings.map((offering) => ({ offering, status: statuses.get(offering.id)?.status ?? 'normal' })),
      reroute,
      lateness: usual?.office ? await this.dispensations.partsFor(usual.office.id, at) : [],
      smsCode: await this.smsCode(regionCode),
      holidays: this.holidaysFrom(at),
    });
  }

  private async named(
    serviceId: string,
    regionCode: string,
    needsInspection: boolean,
    reroute?: PublishedReroute,
  ): Promise<Offering[]> {
    const all = await this.directory.offeringsOf(serviceId);
    const legs = new Set(reroute?.legs.map((leg) => leg.offeringId));
    const online = ({ channel, catchment }: Offering) =>
      channel.kind === 'online' && !needsInspection && holds(catchment, regionCode);
    return all.filter((offering) => legs.has(offering.id) || online(offering)).sort((a, b) => a.id.localeCompare(b.id));
  }

  /** Of the government that complaints of this region go to: the lowest one that has a code. */
  private async smsCode(regionCode: string): Promise<string | undefined> {
    const agencies = (await this.directory.agencies()).filter(({ smsCode }) => smsCode !== undefined);
    const codes = lineage(regionCode).map((code) => agencies.find((agency) => agency.regionCode === code)?.smsCode);
    return codes.find((code) => code !== undefined);
  }

  private holidaysFrom(at: Date): AnswerFacts['holidays'] {
    const from = addDays(at.toISOString().slice(0, 10), -1);
    const to = addDays(from, HOLIDAYS_AHEAD_DAYS);
    const near = [...this.calendar.holidays].filter(([date]) => date >= from && date <= to);
    return Object.fromEntries(near.map(([date, { kind }]) => [date, kind]));
  }
}

function factOf(status: OfferingStatus | undefined): StatusFact | undefined {
  if (!status) return undefined;
  const { status: kind, since, expectedEnd, cause, confirmedAt, incidentId, recordedAt, correction } = status;
  return json({ status: kind, since, expectedEnd, cause, confirmedAt, incidentId, recordedAt, correction });
}

/** As it will be once it has been stored: instants are text, absent is absent. */
function json<T>(value: object): T {
  return JSON.parse(JSON.stringify(value));
}
