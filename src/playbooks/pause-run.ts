import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { moveRun } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import type { Run } from './types.js';

const input = z.object({ runId: z.uuid() });

/** Nothing further begins by itself until the run is resumed; news is still taken down. Throws `not-allowed-now`. */
@Injectable()
export class PauseRun extends Change<z.output<typeof input>, Run> {
  readonly name = 'playbooks.pause';
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
    const moved = await this.desk.goOn(run, moveRun(run, 'pause', now), now);
    return { result: moved, subject: { type: 'run', id: runId } };
  }
}
