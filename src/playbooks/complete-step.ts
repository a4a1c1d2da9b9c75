import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { errors } from './errors.js';
import { definitionOf, moveStep, stepOf } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import type { Run, StepDefinition } from './types.js';

const input = z.object({ runId: z.uuid(), stepId: z.string().min(1), note: z.string().trim().max(500).optional() });

/** Somebody with the step's role says that it is done; said twice, it stays as it was. Throws `other-role`, `not-allowed-now`. */
@Injectable()
export class CompleteStep extends Change<z.output<typeof input>, Run> {
  readonly name = 'playbooks.complete-step';
  readonly permission = 'playbook:step';
  readonly input = input;

  constructor(
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
  ) {
    super();
  }

  protected async perform({ runId, stepId, note }: z.output<typeof input>, by: Actor, now: Date) {
    const run = await this.runs.lock(runId);
    refuseOthers(run, definitionOf(run, stepId), by);
    const isDone = stepOf(run, stepId).state === 'done';
    const after = isDone ? run : moveStep(run, stepId, 'complete', now, { by: by.person, note: note || undefined });
    const moved = await this.desk.goOn(run, after, now);
    return { result: moved, subject: { type: 'run', id: runId }, detail: { step: stepId } };
  }
}

/** What waits for news is not ticked off by hand; an admin may act for any role. */
function refuseOthers(run: Run, definition: StepDefinition, by: Actor): void {
  if (run.state === 'stopped' || definition.kind !== 'person')
    throw errors.notAllowedNow({ runId: run.id, stepId: definition.id, state: run.state });
  const holders: readonly string[] = by.holders;
  if (!holders.includes(definition.role) && !holders.includes('admin'))
    throw errors.otherRole({ stepId: definition.id, role: definition.role });
}
