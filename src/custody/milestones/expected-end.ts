import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Directory } from '../../directory/index.js';
import { type Incident, Incidents, ReconfirmStatus } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { errors } from '../errors.js';
import type { Milestone } from '../types.js';

/** The day of the reopening milestone is the incident's expected end; who moves it says with it that the closure still holds. */
@Injectable()
export class ExpectedEnd {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly reconfirm: ReconfirmStatus,
  ) {}

  /** A report that nobody has confirmed keeps its own end until it is confirmed. Throws `reopens-before-start`. */
  async follow({ incidentId, dueOn, reopens, doneOn }: Milestone, by: Actor): Promise<void> {
    if (!reopens || doneOn) return;
    const incident = await this.incidents.get(incidentId);
    const expectedEnd = await this.morningOf(dueOn, incident);
    if (expectedEnd <= incident.beganAt)
      throw errors.reopensBeforeStart({ fields: [{ field: 'dueOn', message: 'before it closed' }] });
    if (incident.state === 'confirmed') await this.reconfirm.run(by, { incidentId, expectedEnd });
  }

  private async morningOf(date: string, { officeId }: Incident): Promise<Date> {
    const { zone } = await this.directory.office(officeId);
    return DateTime.fromISO(date, { zone }).toJSDate();
  }
}
