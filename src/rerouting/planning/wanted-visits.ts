import { Injectable } from '@nestjs/common';
import { AddVisit, Catchments, Directory } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { civilDate } from '../../platform/index.js';
import type { PlannedVisit } from '../types.js';
import { visitKnown } from './horizon.js';

/** Makes the visits of an approved plan real; one that the directory holds by now, or that is over, is left as it is. */
@Injectable()
export class WantedVisits {
  constructor(
    private readonly catchments: Catchments,
    private readonly directory: Directory,
    private readonly addVisit: AddVisit,
  ) {}

  async add(visits: PlannedVisit[], by: Actor, now: Date): Promise<void> {
    const offerings = await this.catchments.byId(visits.map(({ offeringId }) => offeringId));
    for (const planned of visits) {
      const { zone } = await this.directory.region(planned.regionCode);
      const known = visitKnown(offerings.get(planned.offeringId)?.visits ?? [], planned);
      if (known || planned.begins.slice(0, 10) < civilDate(now, zone)) continue;
      await this.addVisit.run(by, { ...planned, serves: [planned.regionCode], closedOn: [], source: 'rerouting' });
    }
  }
}
