import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Incidents } from '../../incidents/index.js';
import { type Actor, Change } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { words } from '../input.js';
import type { Milestone } from '../types.js';
import { ExpectedEnd } from './expected-end.js';
import { MilestoneStore } from './milestone-store.js';

const input = z.object({
  incidentId: z.uuid(),
  title: words(200),
  dueOn: z.iso.date(),
  reopens: z.boolean().default(false),
});

/** Plans a step of the repair. Throws `reopening-known` where another one says when the office opens, `reopens-before-start`. */
@Injectable()
export class PlanMilestone extends Change<z.output<typeof input>, Milestone> {
  readonly name = 'custody.plan-milestone';
  readonly permission = 'custody:repair';
  readonly input = input;

  constructor(
    private readonly incidents: Incidents,
    private readonly milestones: MilestoneStore,
    private readonly end: ExpectedEnd,
  ) {
    super();
  }

  protected async perform(planned: z.output<typeof input>, by: Actor) {
    const { officeId } = await this.incidents.get(planned.incidentId);
    const milestone = { id: newId(), ...planned };
    await this.milestones.put(milestone);
    await this.end.follow(milestone, by);
    const { incidentId, dueOn, reopens } = planned;
    return {
      result: milestone,
      subject: { type: 'incident', id: incidentId },
      detail: { office: officeId, milestoneId: milestone.id, dueOn, reopens },
    };
  }
}
