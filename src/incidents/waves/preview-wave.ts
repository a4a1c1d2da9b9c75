import { Injectable } from '@nestjs/common';
import { Sources } from '../../backup/index.js';
import { Directory, type Offering, type Office, type Service } from '../../directory/index.js';
import { Obligations } from '../../dispensation/index.js';
import { Clock, parse } from '../../platform/index.js';
import { IncidentStore } from '../incident-store.js';
import { covers, dueWindow, type PeopleADay, peopleADay } from '../rules.js';
import type { Incident } from '../types.js';
import { Area, type AreaWanted, areaInput } from './area.js';

const input = areaInput({});

/** What the closure of one office of the area would mean. */
export interface OfficeImpact {
  office: Office;
  services: number;
  /** Regions that it normally serves. */
  regions: number;
  people: PeopleADay;
  /** Due within two weeks. Without an import nobody knows, which is not 0. */
  obligations: { imported: boolean; count: number };
  /** Names of the data that stands in the building, and whether each was ever proven. */
  sources: { id: string; name: string; lastProvenAt?: Date }[];
  /** An open incident that says the same already: it is left as it is. */
  already?: Incident;
}

export interface WavePreview {
  offices: OfficeImpact[];
  /** Of all but those already closed. */
  total: {
    offices: number;
    services: Service[];
    regions: number;
    people: PeopleADay;
    /** `unknown`: offices for which nothing was imported. */
    obligations: { count: number; unknown: number };
    sources: number;
    unprovenSources: number;
  };
  /** False where an office stands only in the middle of its kecamatan: a radius is rough then. */
  isSurveyed: boolean;
}

/** What closing many offices at once would mean, before anybody declares it: by a fixed number of questions. Changes nothing. */
@Injectable()
export class PreviewWave {
  constructor(
    private readonly area: Area,
    private readonly directory: Directory,
    private readonly obligations: Obligations,
    private readonly sources: Sources,
    private readonly incidents: IncidentStore,
    private readonly clock: Clock,
  ) {}

  /** Throws `platform.bad-input` where no area is named, or several, and what `Area.offices` throws. */
  async of(wanted: AreaWanted): Promise<WavePreview> {
    const { offices, offerings } = await this.area.offices(parse(input, wanted));
    const ids = offices.map(({ id }) => id);
    const [due, sources, open, services] = await Promise.all([
      this.obligations.dueAtOffices(this.questions(offices, offerings)),
      this.sources.atOffices(ids),
      this.incidents.openAtOffices(ids),
      this.directory.services(),
    ]);
    const impacts = offices.map((office) => ({
      ...impactOf(office, offerings.get(office.id) ?? []),
      obligations: due.get(office.id) ?? { imported: false, count: 0 },
      sources: sources.get(office.id) ?? [],
      already: open.find((one) => one.officeId === office.id && covers(one, undefined)),
    }));
    const isSurveyed = offices.every(({ coordinateIs }) => coordinateIs === 'surveyed');
    return { offices: impacts, total: totalOf(impacts, offerings, services), isSurveyed };
  }

  private questions(offices: readonly Office[], offerings: ReadonlyMap<string, Offering[]>) {
    const now = this.clock.now();
    return offices.flatMap(({ id: officeId, zone }) => {
      const window = dueWindow(now, zone);
      return serviceIds(offerings.get(officeId) ?? []).map((serviceId) => ({ officeId, serviceId, ...window }));
    });
  }
}

function impactOf(office: Office, offerings: readonly Offering[]) {
  return {
    office,
    services: serviceIds(offerings).length,
    regions: regionCodes(offerings).length,
    people: peopleADay(offerings),
  };
}

function totalOf(
  impacts: readonly OfficeImpact[],
  offerings: ReadonlyMap<string, Offering[]>,
  services: readonly Service[],
): WavePreview['total'] {
  const closing = impacts.filter(({ already }) => !already);
  const stopped = closing.flatMap(({ office }) => offerings.get(office.id) ?? []);
  const stoppedServices = new Set(serviceIds(stopped));
  const sources = closing.flatMap((impact) => impact.sources);
  return {
    offices: closing.length,
    services: services.filter(({ id }) => stoppedServices.has(id)),
    regions: regionCodes(stopped).length,
    people: peopleADay(stopped),
    obligations: {
      count: closing.reduce((sum, { obligations }) => sum + (obligations.imported ? obligations.count : 0), 0),
      unknown: closing.filter(({ obligations }) => !obligations.imported).length,
    },
    sources: sources.length,
    unprovenSources: sources.filter(({ lastProvenAt }) => !lastProvenAt).length,
  };
}

function serviceIds(offerings: readonly Offering[]): string[] {
  return [...new Set(offerings.map(({ serviceId }) => serviceId))];
}

function regionCodes(offerings: readonly Offering[]): string[] {
  return [...new Set(offerings.flatMap(({ catchment }) => catchment))];
}
