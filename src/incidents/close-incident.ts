import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { moment } from '../platform/index.js';
import { EndOfIncident } from './end-of-incident.js';
import { IncidentStore } from './incident-store.js';
import { close } from './rules.js';
import type { Incident } from './types.js';

const input = z.object({
  incidentId: z.uuid(),
  /** Now, when it is left out. */
  reopenedAt: moment.optional(),
});

/** The office serves again. Throws `not-allowed-now`, `reopened-before-start`, `reopened-in-future`. */
@Injectable()
export class CloseIncident extends Change<z.output<typeof input>, Incident> {
  readonly name = 'incidents.close';
  readonly permission = 'incident:close';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly end: EndOfIncident,
  ) {
    super();
  }

  protected async perform({ incidentId, reopenedAt }: z.output<typeof input>, by: Actor, now: Date) {
    const closed = close(await this.incidents.lock(incidentId), reopenedAt ?? now, by.person, now);
    await this.end.of(closed, by, now);
    return {
      result: closed,
      subject: { type: 'incident', id: incidentId },
      detail: { office: closed.officeId, reopenedAt: closed.reopenedAt },
    };
  }
}
