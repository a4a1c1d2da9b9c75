import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId, Tx } from '../../platform/index.js';
import { ALARM_KINDS, type Alarm } from '../types.js';
import { AlarmStore } from './alarm-store.js';
import { TELL_ALARM } from './alarm-workflow.js';

const input = z.object({
  kind: z.enum(ALARM_KINDS),
  officeId: z.string().min(1).optional(),
  incidentId: z.uuid().optional(),
  /** Of the kind `backup`. */
  sourceId: z.string().optional(),
});

/** Everybody on the roster but the one who acts is told, and it stands on the console until somebody has seen it. */
@Injectable()
export class RaiseAlarm extends Change<z.output<typeof input>, Alarm> {
  readonly name = 'incidents.raise-alarm';
  readonly permission = 'alarm:raise';
  readonly input = input;

  constructor(
    private readonly alarms: AlarmStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform(what: z.output<typeof input>, by: Actor, now: Date) {
    const alarm: Alarm = { id: newId(), ...what, at: now, by: by.person };
    if (what.sourceId) await this.alarms.seeAllOfSource(what.sourceId, by.person, now);
    if (what.kind === 'keeping') await this.alarms.seeAllOfVaults(by.person, now);
    await this.alarms.add(alarm);
    await this.tx.start(TELL_ALARM, `alarm-${alarm.id}`, alarm.id);
    const { kind, incidentId, sourceId } = what;
    return {
      result: alarm,
      subject: subjectOf(alarm),
      detail: { alarmId: alarm.id, kind, incidentId, sourceId },
    };
  }
}

export function subjectOf({ officeId, sourceId }: Alarm): { type: string; id: string } {
  if (officeId) return { type: 'office', id: officeId };
  return sourceId ? { type: 'source', id: sourceId } : { type: 'vault', id: 'all' };
}
