import { Injectable } from '@nestjs/common';
import { IncidentStore } from '../incident-store.js';
import { OfficeStatuses } from '../office-statuses.js';
import { ReturnStore } from './return-store.js';
import type { ReturnStage } from './types.js';

/** The questions about how people come back. */
@Injectable()
export class Returns {
  constructor(
    private readonly store: ReturnStore,
    private readonly incidents: IncidentStore,
    private readonly statuses: OfficeStatuses,
  ) {}

  /** Soonest first; those done as well. */
  of(incidentId: string): Promise<ReturnStage[]> {
    return this.store.of(incidentId);
  }

  /** The services that the incident keeps closed now. */
  async held(incidentId: string): Promise<string[]> {
    return this.statuses.held(await this.incidents.get(incidentId));
  }
}
