import { Injectable } from '@nestjs/common';
import { Directory, differences, shortName } from '../../directory/index.js';
import { Dispensations } from '../../dispensation/index.js';
import { Incidents } from '../../incidents/index.js';
import { Roster } from '../../people/index.js';
import { DomainError } from '../../platform/index.js';
import { type HostRequest, type Leg, Reroutes } from '../../rerouting/index.js';
import { errors } from '../errors.js';
import type { HostSheet, SheetService } from './types.js';

/** The sheet for the clerks of a host, from the same plan, directory and decisions as the citizen's answer. */
@Injectable()
export class HostSheets {
  constructor(
    private readonly reroutes: Reroutes,
    private readonly directory: Directory,
    private readonly incidents: Incidents,
    private readonly dispensations: Dispensations,
    private readonly roster: Roster,
  ) {}

  /** Throws `rerouting.no-such-request`, and `answers.no-sheet-yet` for an office that has not said yes. */
  async of(requestId: string): Promise<HostSheet> {
    const request = await this.reroutes.request(requestId);
    if (request.state !== 'accepted') throw errors.noSheetYet({ office: request.officeId });
    const { incidentId, plan } = await this.reroutes.get(request.rerouteId);
    const closed = await this.closed(incidentId);
    const legs = plan.legs.filter(({ officeId }) => officeId === request.officeId);
    return {
      requestId,
      office: await this.directory.office(request.officeId),
      closed,
      startOn: request.startOn ?? request.wantedFrom,
      perDay: request.perDay,
      services: await this.services(request, legs),
      lateness: closed ? ((await this.dispensations.partsForAll([closed.officeId])).get(closed.officeId) ?? []) : [],
      coordination: await this.coordination(),
      disclosure: request.disclosure,
    };
  }

  private async closed(incidentId: string) {
    try {
      const { officeId, beganAt } = await this.incidents.get(incidentId);
      return { officeId, name: (await this.directory.office(officeId)).name, since: beganAt };
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  private async services({ officeId, services = [] }: HostRequest, legs: Leg[]): Promise<SheetService[]> {
    const all = new Map((await this.directory.services()).map((service) => [service.id, service]));
    const offerings = new Map((await this.directory.offeringsAt(officeId)).map((offering) => [offering.serviceId, offering]));
    const regions = await this.directory.regions([...new Set(legs.map(({ regionCode }) => regionCode))]);
    const nameOf = new Map(regions.map(({ code, name }) => [code, shortName(name)]));
    return services.map((id) => {
      const own = legs.filter(({ serviceId, perDay }) => serviceId === id && perDay !== 0);
      const known = own.every(({ perDay }) => perDay !== undefined);
      return {
        id,
        names: all.get(id)!.names,
        regions: own.map(({ regionCode }) => nameOf.get(regionCode)!).sort((a, b) => a.localeCompare(b, 'id')),
        perDay: known && own.length > 0 ? own.reduce((sum, { perDay = 0 }) => sum + perDay, 0) : undefined,
        requirements: offerings.get(id)?.requirements ?? [],
        differences: offerings.has(id) ? differences(offerings.get(id)!) : [],
      };
    });
  }

  /** The first on the duty roster who has a telephone; one that was made up only where there is no other. */
  private async coordination(): Promise<HostSheet['coordination']> {
    const reachable = (await this.roster.members()).filter(({ phone }) => phone);
    const first = reachable.find(({ isSample }) => !isSample) ?? reachable[0];
    return first?.phone ? { role: first.functionName, phone: first.phone, isSample: first.isSample } : undefined;
  }
}
