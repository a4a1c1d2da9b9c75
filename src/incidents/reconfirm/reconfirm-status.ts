import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { staleAt } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { moment } from '../../platform/index.js';
import { AlarmStore } from '../alarms/alarm-store.js';
import { IncidentStore } from '../incident-store.js';
import { OfficeStatuses } from '../office-statuses.js';
import { reconfirm } from '../rules.js';
import { TimelineStore } from '../timeline-store.js';
import type { Incident } from '../types.js';
import { ReconfirmationStore } from './reconfirmation-store.js';

const input = z.object({
  incidentId: z.uuid(),
  /** As it was, when it is left out. */
  expectedEnd: moment.optional(),
});

/** Somebody has seen again that it is still so: what it says of its office is fact for another day. Throws `not-allowed-now`, `end-before-start`. */
@Injectable()
export class ReconfirmStatus extends Change<z.output<typeof input>, Incident> {
  readonly name = 'incidents.reconfirm-status';
  readonly permission = 'incident:confirm';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly timeline: TimelineStore,
    private readonly reconfirmations: ReconfirmationStore,
    private readonly statuses: OfficeStatuses,
    private readonly alarms: AlarmStore,
  ) {
    super();
  }

  protected async perform({ incidentId, expectedEnd }: z.output<typeof input>, by: Actor, now: Date) {
    const incident = reconfirm(await this.incidents.lock(incidentId), expectedEnd, now);
    await this.incidents.save(incident);
    await this.timeline.add(incidentId, 'reconfirmed', by.person, now, { expectedEnd });
    await this.reconfirmations.begin(incidentId, staleAt(now));
    await this.statuses.confirm(incident, by);
    await this.alarms.seeAllOf(incident.officeId, 'stale', by.person, now);
    return {
      result: incident,
      subject: { type: 'incident', id: incidentId },
      detail: { office: incident.officeId, expectedEnd },
    };
  }
}
