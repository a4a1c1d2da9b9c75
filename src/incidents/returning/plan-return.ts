import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { civilDate } from '../../platform/index.js';
import { PlanHomecoming } from '../../rerouting/index.js';
import { errors } from '../errors.js';
import { IncidentStore } from '../incident-store.js';
import { OfficeStatuses } from '../office-statuses.js';
import { ReturnStore } from './return-store.js';
import { staged } from './rules.js';
import type { WantedStage } from './types.js';

const input = z.object({
  incidentId: z.uuid(),
  /** None takes the plan back. */
  stages: z.array(z.object({ date: z.iso.date(), services: z.array(z.string().min(1)).min(1) })).max(50),
});

/**
 * Plans how people come back, service by service and date by date: the public is told from which day on, hosts are told their
 * last day and thanked. On its date each stage takes effect by itself; a new plan replaces what has not.
 */
@Injectable()
export class PlanReturn extends Change<z.output<typeof input>, WantedStage[]> {
  readonly name = 'incidents.plan-return';
  readonly permission = 'incident:close';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly returns: ReturnStore,
    private readonly statuses: OfficeStatuses,
    private readonly directory: Directory,
    private readonly homecoming: PlanHomecoming,
  ) {
    super();
  }

  protected async perform({ incidentId, stages }: z.output<typeof input>, by: Actor, now: Date) {
    const incident = await this.incidents.lock(incidentId);
    if (incident.state !== 'confirmed') throw errors.notAllowedNow({ incidentId, state: incident.state, verb: 'plan-return' });
    const { zone } = await this.directory.office(incident.officeId);
    const held = await this.statuses.held(incident);
    const wanted = staged(stages, held, civilDate(now, zone));
    await this.returns.replace(incidentId, wanted, by.person, now);
    const ends = new Map(
      wanted.flatMap(({ date, services }) => services.map((service) => [service, midnight(date, zone)] as const)),
    );
    await this.statuses.expect(incident, ends, by);
    await this.homecoming.run(by, { incidentId, stages: wanted });
    return { result: wanted, subject: { type: 'incident', id: incidentId }, detail: { stages: wanted } };
  }
}

const midnight = (date: string, zone: string) => DateTime.fromISO(date, { zone }).toJSDate();
