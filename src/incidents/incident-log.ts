import { Injectable } from '@nestjs/common';
import { staleAt } from '../directory/index.js';
import { Events } from '../platform/index.js';
import { EscalationStore } from './escalation-store.js';
import { IncidentClosed, IncidentConfirmed, IncidentCorrected, IncidentDeclared } from './events.js';
import { IncidentStore } from './incident-store.js';
import { ReconfirmationStore } from './reconfirm/reconfirmation-store.js';
import { firstEscalation } from './rules.js';
import { TimelineStore } from './timeline-store.js';
import type { Incident } from './types.js';

const NEWS = { confirmed: IncidentConfirmed, corrected: IncidentCorrected, closed: IncidentClosed };

/** An incident with what always goes with a change of it: the timeline, the escalation, the news. */
@Injectable()
export class IncidentLog {
  constructor(
    private readonly incidents: IncidentStore,
    private readonly timeline: TimelineStore,
    private readonly escalations: EscalationStore,
    private readonly reconfirmations: ReconfirmationStore,
    private readonly events: Events,
  ) {}

  /** Of a wave the first goes down the roster, for all. */
  async open(first: Incident, ...others: Incident[]): Promise<void> {
    const incidents = [first, ...others];
    await this.incidents.add(incidents);
    await this.timeline.addAll(
      incidents.map(({ id, reportedBy, reportedAt, cause }) => ({
        incidentId: id,
        kind: 'reported',
        by: reportedBy,
        at: reportedAt,
        detail: { cause },
      })),
    );
    await this.escalations.save(firstEscalation(first));
    await this.events.emitAll(
      IncidentDeclared,
      incidents.map(({ id: incidentId }) => ({ incidentId })),
    );
  }

  async move(
    incident: Incident & { state: keyof typeof NEWS },
    by: string,
    now: Date,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    await this.incidents.save(incident);
    await this.timeline.add(incident.id, incident.state, by, now, detail);
    await this.escalations.end(incident);
    await (incident.state === 'confirmed'
      ? this.reconfirmations.begin(incident.id, staleAt(now))
      : this.reconfirmations.end(incident.id));
    await this.events.emit(NEWS[incident.state], { incidentId: incident.id });
  }
}
