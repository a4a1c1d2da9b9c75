import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { errors } from './errors.js';
import { moveStep } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import type { Run } from './types.js';

const input = z.object({ runId: z.uuid(), stepId: z.string().min(1), reason: z.string().trim().min(3).max(500) });

/** Leaves a step out, with a reason; what comes after it goes on. Throws `not-allowed-now` where it is being done or has ended. */
@Injectable()
export class SkipStep extends Change<z.output<typeof input>, Run> {
  readonly name = 'playbooks.skip-step';
  readonly permission = 'playbook:run';
  readonly input = input;

  constructor(
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
  ) {
    super();
  }

  protected async perform({ runId, stepId, reason }: z.output<typeof input>, by: Actor, now: Date) {
    const run = await this.runs.lock(runId);
    if (run.state === 'stopped') throw errors.notAllowedNow({ runId, state: run.state });
    const moved = await this.desk.goOn(run, moveStep(run, stepId, 'skip', now, { by: by.person, note: reason }), now);
    return { result: moved, subject: { type: 'run', id: runId }, detail: { step: stepId } };
  }
}
