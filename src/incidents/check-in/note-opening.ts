import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { AlarmStore } from '../alarms/alarm-store.js';
import { CheckInStore } from './check-in-store.js';
import { settled } from './rules.js';
import type { CheckIn } from './types.js';

const input = z.object({ officeId: z.string().min(1), date: z.iso.date() });

/** An office has spoken on that day: it is asked no more, and an alarm about it is over. */
@Injectable()
export class NoteOpening extends Change<z.output<typeof input>, CheckIn | undefined> {
  readonly name = 'incidents.note-opening';
  readonly permission = 'check-in:ask';
  readonly input = input;

  constructor(
    private readonly checkIns: CheckInStore,
    private readonly alarms: AlarmStore,
  ) {
    super();
  }

  protected async perform({ officeId, date }: z.output<typeof input>, by: Actor, now: Date) {
    const checkIn = await this.checkIns.lock(officeId, date);
    const subject = { type: 'office', id: officeId };
    if (!checkIn || checkIn.state === 'open') return { result: undefined, subject, detail: { date, noted: false } };
    const result = settled(checkIn, 'open');
    await this.checkIns.save(result);
    await this.alarms.seeAllOf(officeId, 'not-open', by.person, now);
    return { result, subject, detail: { date, noted: true, before: checkIn.state } };
  }
}
