import { Injectable } from '@nestjs/common';
import { AddVisit, CancelVisit, Directory, holds, lineage, type Offering } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { DomainError } from '../../platform/index.js';
import type { HomeVisit } from '../types.js';
import { kecamatanOf } from '../villages/villages.js';

/** What the public sees of the roster: the places that nobody asked for beforehand, as visits of the directory. */
@Injectable()
export class PublicVisits {
  constructor(
    private readonly directory: Directory,
    private readonly addVisit: AddVisit,
    private readonly cancelVisit: CancelVisit,
  ) {}

  /** Undefined where no place is left, or no unit goes to the village's kecamatan with the service. */
  async add(by: Actor, visit: HomeVisit, places: number): Promise<string | undefined> {
    const offering = places > 0 ? await this.offering(visit) : undefined;
    if (!offering) return undefined;
    const { onDay, opens, closes, place, crew, villageCode } = visit;
    const added = await this.addVisit.run(by, {
      offeringId: offering.id,
      place: `${place}, ${crew}`,
      regionCode: kecamatanOf(villageCode),
      begins: `${onDay}T${opens}`,
      ends: closes,
      quota: places,
      closedOn: [],
      serves: [kecamatanOf(villageCode)],
      isSample: offering.isSample,
    });
    return added.id;
  }

  /** Somebody may have called it off in the directory itself. */
  async cancel(by: Actor, { directoryVisitId }: HomeVisit): Promise<void> {
    if (!directoryVisitId) return;
    try {
      await this.cancelVisit.run(by, { visitId: directoryVisitId });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'directory.visit-cancelled')) throw error;
    }
  }

  /** A unit whose catchment holds the kecamatan; else one that has none and goes about the kabupaten or kota of its office. */
  async offering({ serviceId, villageCode }: Pick<HomeVisit, 'serviceId' | 'villageCode'>): Promise<Offering | undefined> {
    const kecamatan = kecamatanOf(villageCode);
    const units = (await this.directory.offeringsOf(serviceId)).filter(({ channel }) => channel.kind === 'outreach');
    const roams = ({ catchment, office }: Offering) =>
      catchment.length === 0 && office !== undefined && areaOf(office.regionCode) === areaOf(kecamatan);
    return units.find(({ catchment }) => holds(catchment, kecamatan)) ?? units.find(roams);
  }
}

/** The kabupaten or kota: the last but one, before the province. */
function areaOf(code: string): string | undefined {
  return lineage(code).at(-2);
}
