import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { attemptInput } from './perform-step.js';
import { moveStep, stepOf } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';

const input = attemptInput.extend({ code: z.string(), message: z.string().max(1000) });

/** Writes down why an attempt failed; a person then tries it again or leaves it out. */
@Injectable()
export class FailStep extends Change<z.output<typeof input>, void> {
  readonly name = 'playbooks.fail-step';
  readonly permission = 'playbook:run';
  readonly input = input;

  constructor(
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
  ) {
    super();
  }

  protected async perform({ runId, stepId, attempt, code, message }: z.output<typeof input>, _by: Actor, now: Date) {
    const run = await this.runs.lock(runId);
    const step = stepOf(run, stepId);
    const mine = step.state === 'doing' && step.attempt === attempt;
    await this.desk.goOn(run, mine ? moveStep(run, stepId, 'fail', now, { error: { code, message } }) : run, now);
    return { result: undefined, subject: { type: 'run', id: runId }, detail: { step: stepId, attempt, code } };
  }
}
