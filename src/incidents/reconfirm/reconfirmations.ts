import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { IncidentStore } from '../incident-store.js';
import type { Incident } from '../types.js';
import { ReconfirmationStore } from './reconfirmation-store.js';

/** So long before it becomes stale, a status stands on the list. */
const AHEAD_MS = 4 * 3_600_000;

export interface ToReconfirm extends Incident {
  /** From then on it calls itself stale everywhere. */
  staleAt: Date;
  isStale: boolean;
}

/** Which confirmed closures somebody should look at again. */
@Injectable()
export class Reconfirmations {
  constructor(
    private readonly store: ReconfirmationStore,
    private readonly incidents: IncidentStore,
    private readonly clock: Clock,
  ) {}

  /** Stale, or stale within four hours; the most urgent first. */
  async due(): Promise<ToReconfirm[]> {
    const now = this.clock.now();
    const due = await this.store.staleBy(new Date(now.getTime() + AHEAD_MS));
    const known = new Map((due.length > 0 ? await this.incidents.open() : []).map((incident) => [incident.id, incident]));
    return due.flatMap(({ incidentId, staleAt }) => {
      const incident = known.get(incidentId);
      return incident ? [{ ...incident, staleAt, isStale: staleAt < now }] : [];
    });
  }
}
