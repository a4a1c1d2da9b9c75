import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { IncidentLog } from './incident-log.js';
import { IncidentStore } from './incident-store.js';
import { OfficeStatuses } from './office-statuses.js';
import { confirm } from './rules.js';
import type { Incident } from './types.js';

const input = z.object({ incidentId: z.uuid() });

/** A second person says that it is so. Throws `needs-another-person`, `not-allowed-now`. */
@Injectable()
export class ConfirmIncident extends Change<z.output<typeof input>, Incident> {
  readonly name = 'incidents.confirm';
  readonly permission = 'incident:confirm';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly log: IncidentLog,
    private readonly statuses: OfficeStatuses,
  ) {
    super();
  }

  protected async perform({ incidentId }: z.output<typeof input>, by: Actor, now: Date) {
    const confirmed = confirm(await this.incidents.lock(incidentId), by.person, now);
    await this.log.move(confirmed, by.person, now);
    await this.statuses.confirm(confirmed, by);
    return { result: confirmed, subject: { type: 'incident', id: incidentId }, detail: { office: confirmed.officeId } };
  }
}
