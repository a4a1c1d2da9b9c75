import { Injectable } from '@nestjs/common';
import { Tx } from '../platform/index.js';
import { advance, newlyDoing, stepOf } from './rules.js';
import { RunStore } from './run-store.js';
import type { Run } from './types.js';

export const STEP = 'playbooks.step';

/** Moves a run on and writes what changed; each step that begins to do something gets its workflow in the same transaction. */
@Injectable()
export class RunDesk {
  constructor(
    private readonly runs: RunStore,
    private readonly tx: Tx,
  ) {}

  /** `before` is the run as it was read under its lock, `after` what a verb made of it. */
  async goOn(before: Run, after: Run, now: Date): Promise<Run> {
    const moved = advance(after, await this.runs.happened(after.incidentId), now);
    for (const step of moved.steps) {
      if (step !== stepOf(before, step.stepId)) await this.runs.saveStep(moved.id, step);
    }
    await this.runs.save(moved);
    for (const { stepId, attempt } of newlyDoing(before, moved)) {
      await this.tx.start(STEP, `step-${moved.id}-${stepId}-${attempt}`, moved.id, stepId, attempt);
    }
    return moved;
  }
}
