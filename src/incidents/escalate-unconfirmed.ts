import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Events } from '../platform/index.js';
import { CallDesk } from './call-desk.js';
import { EscalationStore } from './escalation-store.js';
import { IncidentEscalated } from './events.js';
import { IncidentStore } from './incident-store.js';
import { nextEscalation } from './rules.js';
import type { Call } from './types.js';

const input = z.object({ incidentId: z.uuid(), round: z.number().int().min(0) });

/**
 * Nobody has confirmed in time: the next place on the duty roster is to be told. Records the attempt before it is made. Gives
 * none when the round was walked already, or somebody has confirmed or corrected meanwhile.
 */
@Injectable()
export class EscalateUnconfirmed extends Change<z.output<typeof input>, Call[]> {
  readonly name = 'incidents.escalate';
  readonly permission = 'incident:escalate';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly escalations: EscalationStore,
    private readonly calls: CallDesk,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ incidentId, round }: z.output<typeof input>, by: Actor, now: Date) {
    const incident = await this.incidents.lock(incidentId);
    const escalation = await this.escalations.lock(incidentId);
    const subject = { type: 'incident', id: incidentId };
    const stillDue = incident.state === 'reported' && escalation?.round === round && escalation.dueAt <= now;
    if (!stillDue) return { result: [], subject, detail: { round, told: false } };
    const calls = await this.calls.next(incident, escalation, by.person, now);
    await this.escalations.save(nextEscalation(escalation, now));
    await this.events.emit(IncidentEscalated, { incidentId });
    return { result: calls, subject, detail: { round, told: calls.length > 0, channels: calls.map(({ channel }) => channel) } };
  }
}
