import { Injectable } from '@nestjs/common';
import { AddVisit, CancelVisit, Directory, holds, type Offering } from '../../directory/index.js';
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

  /** Undefined where no place is left, or no outreach offering of the service serves the village's kecamatan. */
  async add(by: Actor, visit: HomeVisit, places: number): Promise<string | undefined> {
    const offering = places > 0 ? await this.offering(visit) : undefined;
    if (!offering) return undefined;
    const { onDay, opens, closes, place, crew, villageCode } = visit;
    const added = await this.addVisit.run(by, {
      offeringId: offering.id,
      place: `${place} (${crew})`,
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

  async offering({ serviceId, villageCode }: Pick<HomeVisit, 'serviceId' | 'villageCode'>): Promise<Offering | undefined> {
    const offerings = await this.directory.offeringsOf(serviceId);
    return offerings.find(({ channel, catchment }) => channel.kind === 'outreach' && holds(catchment, kecamatanOf(villageCode)));
  }
}
