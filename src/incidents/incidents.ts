import { Injectable } from '@nestjs/common';
import { EscalationStore } from './escalation-store.js';
import { IncidentStore } from './incident-store.js';
import { TimelineStore } from './timeline-store.js';
import type { Call, Escalation, Incident, TimelineEntry } from './types.js';

const LIST_LIMIT = 200;

/** Questions about incidents. */
@Injectable()
export class Incidents {
  constructor(
    private readonly incidents: IncidentStore,
    private readonly entries: TimelineStore,
    private readonly escalations: EscalationStore,
  ) {}

  /** Throws `no-such-incident`. */
  get(id: string): Promise<Incident> {
    return this.incidents.get(id);
  }

  /** Newest report first. */
  open(): Promise<Incident[]> {
    return this.incidents.open();
  }

  /** Open and ended ones, newest first, at most 200. */
  all(): Promise<Incident[]> {
    return this.incidents.all(LIST_LIMIT);
  }

  ofOffice(officeId: string): Promise<Incident[]> {
    return this.incidents.ofOffice(officeId);
  }

  openAt(officeId: string): Promise<Incident[]> {
    return this.incidents.openAt(officeId);
  }

  /** Inside a verb: keeps the incident as it is until that verb has committed. */
  hold(id: string): Promise<Incident> {
    return this.incidents.hold(id);
  }

  timeline(id: string): Promise<TimelineEntry[]> {
    return this.entries.of(id);
  }

  /** When the next member of the roster is told; absent once somebody has confirmed or corrected. */
  escalation(id: string): Promise<Escalation | undefined> {
    return this.escalations.of(id);
  }

  calls(id: string): Promise<Call[]> {
    return this.escalations.callsOf(id);
  }
}
