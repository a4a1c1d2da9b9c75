import { Injectable } from '@nestjs/common';
import { Archives, type PaperInBuilding, ProtectedServices, Sources, type SystemStanding } from '../backup/index.js';
import { Directory, type Offering, type Office, type OfficePart, type Region, type Service } from '../directory/index.js';
import { Obligations } from '../dispensation/index.js';
import { Clock } from '../platform/index.js';
import { errors } from './errors.js';
import { IncidentStore } from './incident-store.js';
import { affected, covers, dueWindow, type PeopleADay, peopleADay } from './rules.js';
import type { Incident } from './types.js';

export interface Preview {
  office: Office;
  /** Absent when the whole office is meant. */
  part?: OfficePart;
  services: Service[];
  /** The regions that these offerings normally serve. */
  regions: Region[];
  people: PeopleADay;
  /** Of the services that stop. Civil dates, both included. Without an import nobody knows, which is not 0. */
  obligations: { imported: boolean; count: number; from: string; to: string };
  /** `ageHours`: how old the last proven copy is; absent where none was ever proven. */
  sources: { id: string; name: string; lastProvenAt?: Date; ageHours?: number }[];
  /** Paper that stands in the building; absent where nobody registered any. */
  paper?: PaperInBuilding;
  /** Systems that these services need, and of which nothing was ever proven. */
  unprotected: SystemStanding[];
  /** An open incident that says the same already. */
  already?: Incident;
}

/** What a closure would mean, before anybody declares it. Changes nothing. */
@Injectable()
export class PreviewClosure {
  constructor(
    private readonly directory: Directory,
    private readonly obligations: Obligations,
    private readonly sources: Sources,
    private readonly archives: Archives,
    private readonly protectedServices: ProtectedServices,
    private readonly incidents: IncidentStore,
    private readonly clock: Clock,
  ) {}

  /** Throws the directory's `no-such-office`, and `no-such-part`. */
  async of(officeId: string, part?: string): Promise<Preview> {
    const office = await this.directory.office(officeId);
    const stopped = affected(await this.directory.offeringsAt(officeId), part);
    if (part !== undefined && stopped.length === 0) throw errors.noSuchPart({ office: officeId, part });
    return {
      office,
      part: part === undefined ? undefined : partOf(office, part),
      ...(await this.reach(stopped)),
      people: peopleADay(stopped),
      obligations: await this.due(office, stopped),
      sources: await this.copies(officeId),
      paper: await this.archives.atOffice(officeId),
      unprotected: await this.protectedServices.unprotected(serviceIds(stopped)),
      already: (await this.incidents.openAt(officeId)).find((open) => covers(open, part)),
    };
  }

  private async reach(stopped: readonly Offering[]): Promise<Pick<Preview, 'services' | 'regions'>> {
    const services = await Promise.all(serviceIds(stopped).map((id) => this.directory.service(id)));
    return { services, regions: await this.directory.catchment(stopped.map(({ id }) => id)) };
  }

  private async due({ id, zone }: Office, stopped: readonly Offering[]): Promise<Preview['obligations']> {
    const { from, to } = dueWindow(this.clock.now(), zone);
    return { ...(await this.obligations.dueBetween(id, from, to, serviceIds(stopped))), from, to };
  }

  private async copies(officeId: string): Promise<Preview['sources']> {
    const now = this.clock.now().getTime();
    const inside = await this.sources.atOffice(officeId);
    return inside.map(({ id, name, lastProvenAt }) => ({
      id,
      name,
      lastProvenAt,
      ageHours: lastProvenAt && Math.floor((now - lastProvenAt.getTime()) / 3_600_000),
    }));
  }
}

function serviceIds(offerings: readonly Offering[]): string[] {
  return [...new Set(offerings.map(({ serviceId }) => serviceId))];
}

function partOf(office: Office, part: string): OfficePart {
  return office.parts.find(({ id }) => id === part) ?? { id: part, name: part, names: { id: part, en: part } };
}
