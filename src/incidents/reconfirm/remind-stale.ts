import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { staleAt } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { RaiseAlarm } from '../alarms/raise-alarm.js';
import { IncidentStore } from '../incident-store.js';
import { TimelineStore } from '../timeline-store.js';
import { ReconfirmationStore } from './reconfirmation-store.js';

const input = z.object({ incidentId: z.uuid() });

/**
 * Nobody has said again that it is still so: the roster is told, and every day again. Nothing lapses. Does nothing where it was
 * reconfirmed, or said, meanwhile.
 */
@Injectable()
export class RemindStale extends Change<z.output<typeof input>, boolean> {
  readonly name = 'incidents.remind-stale';
  readonly permission = 'incident:escalate';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly reconfirmations: ReconfirmationStore,
    private readonly timeline: TimelineStore,
    private readonly alarm: RaiseAlarm,
  ) {
    super();
  }

  protected async perform({ incidentId }: z.output<typeof input>, by: Actor, now: Date) {
    const { officeId } = await this.incidents.lock(incidentId);
    const subject = { type: 'incident', id: incidentId };
    const due = await this.reconfirmations.lock(incidentId);
    if (!due || due.dueAt > now) return { result: false, subject, detail: { told: false } };
    await this.reconfirmations.remindAgain(incidentId, staleAt(now));
    await this.timeline.add(incidentId, 'stale', by.person, now);
    await this.alarm.run(by, { kind: 'stale', officeId, incidentId });
    return { result: true, subject, detail: { office: officeId, told: true } };
  }
}
