import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, Changed } from '../../people/index.js';
import { Events, type Holiday } from '../../platform/index.js';
import { errors } from '../errors.js';
import { CalendarChanged } from '../events.js';
import { CalendarChange } from './calendar-change.js';

const input = z.object({
  date: z.iso.date(),
  /** The law or decree that took it back. */
  source: z.string().trim().min(3).max(500),
});

type Command = z.infer<typeof input>;

/** From now on a date is no holiday; what was known before stays as it was known. Throws `directory.no-such-holiday`. */
@Injectable()
export class RemoveHoliday extends CalendarChange<Command, Holiday> {
  readonly name = 'directory.remove-holiday';
  readonly permission = 'calendar:change';
  readonly input = input;

  constructor(private readonly events: Events) {
    super();
  }

  protected async perform({ date, source }: Command, by: Actor, now: Date): Promise<Changed<Holiday>> {
    const before = await this.calendar.learn({ date, name: '', source }, by.person, now);
    if (!before) throw errors.noSuchHoliday({ date });
    await this.events.emit(CalendarChanged, { date });
    return { result: before, subject: { type: 'day', id: date }, detail: { name: before.name, source } };
  }
}
