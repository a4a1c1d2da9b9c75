import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import type { Milestone } from '../types.js';
import { ExpectedEnd } from './expected-end.js';
import { MilestoneStore } from './milestone-store.js';

const input = z.object({
  milestoneId: z.uuid(),
  dueOn: z.iso.date().optional(),
  /** The day on which it was done; null takes that back. */
  doneOn: z.iso.date().nullish(),
});

/** Moves a step of the repair, or says that it is done. Throws `no-such-milestone`, `reopens-before-start`. */
@Injectable()
export class ChangeMilestone extends Change<z.output<typeof input>, Milestone> {
  readonly name = 'custody.change-milestone';
  readonly permission = 'custody:repair';
  readonly input = input;

  constructor(
    private readonly milestones: MilestoneStore,
    private readonly end: ExpectedEnd,
  ) {
    super();
  }

  protected async perform({ milestoneId, dueOn, doneOn }: z.output<typeof input>, by: Actor) {
    const before = await this.milestones.lock(milestoneId);
    const milestone: Milestone = {
      ...before,
      dueOn: dueOn ?? before.dueOn,
      doneOn: doneOn === undefined ? before.doneOn : (doneOn ?? undefined),
    };
    await this.milestones.put(milestone);
    if (milestone.dueOn !== before.dueOn) await this.end.follow(milestone, by);
    return {
      result: milestone,
      subject: { type: 'incident', id: milestone.incidentId },
      detail: { milestoneId, from: before.dueOn, dueOn: milestone.dueOn, doneOn: milestone.doneOn },
    };
  }
}
