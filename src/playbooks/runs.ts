import { Injectable } from '@nestjs/common';
import { RunStore } from './run-store.js';
import type { Run } from './types.js';

/** Questions about runs. */
@Injectable()
export class Runs {
  constructor(private readonly runs: RunStore) {}

  /** Throws `no-such-run`. */
  get(id: string): Promise<Run> {
    return this.runs.get(id);
  }

  /** Oldest first. */
  ofIncident(incidentId: string): Promise<Run[]> {
    return this.runs.ofIncident(incidentId);
  }

  /** Running and paused ones, newest first. */
  live(): Promise<Run[]> {
    return this.runs.live();
  }
}
