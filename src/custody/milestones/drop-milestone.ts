import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Change } from '../../people/index.js';
import { MilestoneStore } from './milestone-store.js';

const input = z.object({ milestoneId: z.uuid() });

/** Takes a step of the repair out of the plan. Throws `no-such-milestone`. */
@Injectable()
export class DropMilestone extends Change<z.output<typeof input>, void> {
  readonly name = 'custody.drop-milestone';
  readonly permission = 'custody:repair';
  readonly input = input;

  constructor(private readonly milestones: MilestoneStore) {
    super();
  }

  protected async perform({ milestoneId }: z.output<typeof input>) {
    const { incidentId, title, dueOn } = await this.milestones.lock(milestoneId);
    await this.milestones.remove(milestoneId);
    return { result: undefined, subject: { type: 'incident', id: incidentId }, detail: { milestoneId, title, dueOn } };
  }
}
