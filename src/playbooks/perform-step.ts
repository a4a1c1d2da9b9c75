import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Incidents } from '../incidents/index.js';
import { type Actor, Change } from '../people/index.js';
import { definitionOf, moveStep, stepOf } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import type { Run } from './types.js';
import { PlaybookWords } from './vocabulary.js';

export const attemptInput = z.object({ runId: z.uuid(), stepId: z.string().min(1), attempt: z.number().int().min(1) });
type Attempt = z.output<typeof attemptInput>;

/**
 * Does what a step says, and marks it as done, in one transaction. Does nothing when this attempt is no longer wanted: done
 * already, tried again, stopped, corrected; while the run is paused the step goes back to where it was.
 */
@Injectable()
export class PerformStep extends Change<Attempt, void> {
  readonly name = 'playbooks.perform-step';
  readonly permission = 'playbook:run';
  readonly input = attemptInput;

  constructor(
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
    private readonly incidents: Incidents,
    private readonly words: PlaybookWords,
  ) {
    super();
  }

  protected async perform({ runId, stepId, attempt }: Attempt, by: Actor, now: Date) {
    const run = await this.runs.lock(runId);
    const after = (await this.isWanted(run, stepId, attempt)) ? await this.do(run, stepId, by, now) : run;
    await this.desk.goOn(run, after, now);
    return {
      result: undefined,
      subject: { type: 'run', id: runId },
      detail: { step: stepId, attempt, state: stepOf(after, stepId).state },
    };
  }

  private async isWanted(run: Run, stepId: string, attempt: number): Promise<boolean> {
    const step = stepOf(run, stepId);
    if (run.state === 'stopped' || step.state !== 'doing' || step.attempt !== attempt) return false;
    return (await this.incidents.hold(run.incidentId)).state !== 'corrected';
  }

  private async do(run: Run, stepId: string, by: Actor, now: Date): Promise<Run> {
    if (run.state === 'paused') return moveStep(run, stepId, 'hold', now);
    const definition = definitionOf(run, stepId);
    if (definition.kind === 'do') await this.words.action(definition.do).perform(run.incidentId, by);
    return moveStep(run, stepId, 'succeed', now, { by: by.person });
  }
}
