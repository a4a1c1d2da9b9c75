import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { EndHomecoming } from '../../rerouting/index.js';
import { EndOfIncident } from '../end-of-incident.js';
import { IncidentStore } from '../incident-store.js';
import { OfficeStatuses } from '../office-statuses.js';
import { close } from '../rules.js';
import type { Incident } from '../types.js';
import { ReturnStore } from './return-store.js';
import { isLast } from './rules.js';

const input = z.object({ incidentId: z.uuid(), date: z.iso.date() });

@Injectable()
export class ReturnDesk {
  constructor(
    readonly returns: ReturnStore,
    readonly end: EndOfIncident,
    readonly homecoming: EndHomecoming,
  ) {}
}

/** The date of a stage has come: its services are back, as a person had planned; with the last of them the incident closes. */
@Injectable()
export class CarryOutReturn extends Change<z.output<typeof input>, { closed: boolean }> {
  readonly name = 'incidents.carry-out-return';
  readonly permission = 'reroute:return';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly statuses: OfficeStatuses,
    private readonly directory: Directory,
    private readonly desk: ReturnDesk,
  ) {
    super();
  }

  protected async perform({ incidentId, date }: z.output<typeof input>, by: Actor, now: Date) {
    const incident = await this.incidents.lock(incidentId);
    const stage = (await this.desk.returns.of(incidentId)).find((each) => each.date === date && !each.doneAt);
    const subject = { type: 'incident', id: incidentId };
    if (!stage || incident.state !== 'confirmed') return { result: { closed: false }, subject, detail: { date, due: false } };
    const last = isLast(await this.statuses.held(incident), stage.services);
    const since = await this.startOf(incident, date);
    await this.desk.returns.done(incidentId, date, now);
    if (last) await this.desk.end.of(close(incident, since, stage.plannedBy, now), by, now);
    else await this.reopen(incident, stage.services, by, since);
    return {
      result: { closed: last },
      subject,
      detail: { date, services: stage.services, plannedBy: stage.plannedBy, closed: last },
    };
  }

  private async reopen(incident: Incident, services: string[], by: Actor, since: Date): Promise<void> {
    await this.desk.homecoming.run(by, { incidentId: incident.id, services });
    await this.statuses.release(incident, by, since, false, services);
  }

  private async startOf({ officeId }: Incident, date: string): Promise<Date> {
    const { zone } = await this.directory.office(officeId);
    return DateTime.fromISO(date, { zone }).toJSDate();
  }
}
