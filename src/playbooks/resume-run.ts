import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { moveRun } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import type { Run } from './types.js';

const input = z.object({ runId: z.uuid() });

/** Goes on where it stood, with the news that came meanwhile. Throws `not-allowed-now`. */
@Injectable()
export class ResumeRun extends Change<z.output<typeof input>, Run> {
  readonly name = 'playbooks.resume';
  readonly permission = 'playbook:run';
  readonly input = input;

  constructor(
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
  ) {
    super();
  }

  protected async perform({ runId }: z.output<typeof input>, _by: Actor, now: Date) {
    const run = await this.runs.lock(runId);
    const moved = await this.desk.goOn(run, moveRun(run, 'resume', now), now);
    return { result: moved, subject: { type: 'run', id: runId } };
  }
}
