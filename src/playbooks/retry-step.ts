import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { errors } from './errors.js';
import { moveStep } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import type { Run } from './types.js';

const input = z.object({ runId: z.uuid(), stepId: z.string().min(1) });

/** Tries a failed step again, or one that hangs: the earlier attempt then finds itself unwanted. Throws `not-allowed-now`. */
@Injectable()
export class RetryStep extends Change<z.output<typeof input>, Run> {
  readonly name = 'playbooks.retry-step';
  readonly permission = 'playbook:run';
  readonly input = input;

  constructor(
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
  ) {
    super();
  }

  protected async perform({ runId, stepId }: z.output<typeof input>, _by: Actor, now: Date) {
    const run = await this.runs.lock(runId);
    if (run.state !== 'running') throw errors.notAllowedNow({ runId, state: run.state });
    const moved = await this.desk.goOn(run, moveStep(run, stepId, 'retry', now), now);
    return { result: moved, subject: { type: 'run', id: runId }, detail: { step: stepId } };
  }
}
