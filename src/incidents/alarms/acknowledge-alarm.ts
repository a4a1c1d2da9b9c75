import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import type { Alarm } from '../types.js';
import { AlarmStore } from './alarm-store.js';
import { subjectOf } from './raise-alarm.js';

const input = z.object({ alarmId: z.uuid() });

/** Somebody has seen it and looks after it: it leaves the console. Throws `no-such-alarm`. */
@Injectable()
export class AcknowledgeAlarm extends Change<z.output<typeof input>, Alarm> {
  readonly name = 'incidents.acknowledge-alarm';
  readonly permission = 'alarm:acknowledge';
  readonly input = input;

  constructor(private readonly alarms: AlarmStore) {
    super();
  }

  protected async perform({ alarmId }: z.output<typeof input>, by: Actor, now: Date) {
    const alarm = await this.alarms.get(alarmId);
    await this.alarms.see(alarmId, by.person, now);
    return { result: await this.alarms.get(alarmId), subject: subjectOf(alarm), detail: { alarmId, kind: alarm.kind } };
  }
}
