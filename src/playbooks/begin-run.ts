import { Injectable } from '@nestjs/common';
import { newId } from '../platform/index.js';
import { errors } from './errors.js';
import { newSteps } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import type { Playbook, Run } from './types.js';

/** Begins a run, whoever asks for it. Call it with the incident locked (`RunStore.lockIncident`). */
@Injectable()
export class BeginRun {
  constructor(
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
  ) {}

  async of(playbook: Playbook, incidentId: string, by: string, now: Date): Promise<Run> {
    const there = (await this.runs.ofIncident(incidentId)).find(
      (run) => run.playbook.id === playbook.id && run.state !== 'stopped',
    );
    if (there) throw errors.alreadyRunning({ runId: there.id, playbook: playbook.id });
    const run: Run = {
      id: newId(),
      incidentId,
      state: 'running',
      playbook,
      steps: newSteps(playbook.steps),
      beganAt: now,
      beganBy: by,
    };
    await this.runs.add(run);
    return this.desk.goOn(run, run, now);
  }
}
