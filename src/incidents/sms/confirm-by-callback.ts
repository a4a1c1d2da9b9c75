import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { moment } from '../../platform/index.js';
import { IncidentLog } from '../incident-log.js';
import { IncidentStore } from '../incident-store.js';
import { OfficeStatuses } from '../office-statuses.js';
import { confirmByCallback } from '../rules.js';
import { TimelineStore } from '../timeline-store.js';
import type { Incident } from '../types.js';

const input = z.object({
  incidentId: z.uuid(),
  /** When the registered number was called; now, when it is left out. */
  calledAt: moment.optional(),
});

/**
 * A second person called the registered number back, and heard that the report by SMS is so. Throws `no-callback-needed`,
 * `callback-time`, `needs-another-person`, `not-allowed-now`.
 */
@Injectable()
export class ConfirmByCallback extends Change<z.output<typeof input>, Incident> {
  readonly name = 'incidents.confirm-by-callback';
  readonly permission = 'incident:confirm';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly log: IncidentLog,
    private readonly timeline: TimelineStore,
    private readonly statuses: OfficeStatuses,
  ) {
    super();
  }

  protected async perform({ incidentId, calledAt }: z.output<typeof input>, by: Actor, now: Date) {
    const confirmed = confirmByCallback(await this.incidents.lock(incidentId), calledAt ?? now, by.person, now);
    await this.timeline.add(incidentId, 'called-back', by.person, now, { calledAt: confirmed.calledBackAt });
    await this.log.move(confirmed, by.person, now);
    await this.statuses.confirm(confirmed, by);
    const detail = { office: confirmed.officeId, calledAt: confirmed.calledBackAt };
    return { result: confirmed, subject: { type: 'incident', id: incidentId }, detail };
  }
}
