import { Injectable } from '@nestjs/common';
import type { Milestone } from '../types.js';
import { MilestoneStore } from './milestone-store.js';

/** Questions about the repair of a building. */
@Injectable()
export class Milestones {
  constructor(private readonly store: MilestoneStore) {}

  /** By day. */
  ofIncident(incidentId: string): Promise<Milestone[]> {
    return this.store.ofIncident(incidentId);
  }
}
