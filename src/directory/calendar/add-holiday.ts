import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, Changed } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { errors } from '../errors.js';
import { CalendarChanged } from '../events.js';
import { CalendarChange } from './calendar-change.js';

const input = z.object({
  date: z.iso.date(),
  kind: z.enum(['national', 'joint-leave']),
  /** What citizens read on that day. */
  names: z.object({ id: z.string().trim().min(3).max(200), en: z.string().trim().min(3).max(200) }),
  /** The law or decree: `SKB 3 Menteri No. 933/2025`. */
  source: z.string().trim().min(3).max(500),
});

type Command = z.infer<typeof input>;

/**
 * Adds a holiday to the civil calendar, or confirms an estimated one, from now on: what was known before stays as it was known.
 * Throws `directory.holiday-known`.
 */
@Injectable()
export class AddHoliday extends CalendarChange<Command, Command> {
  readonly name = 'directory.add-holiday';
  readonly permission = 'calendar:change';
  readonly input = input;

  constructor(private readonly events: Events) {
    super();
  }

  protected async perform(command: Command, by: Actor, now: Date): Promise<Changed<Command>> {
    const { date, kind, names, source } = command;
    const version = { date, kind, name: names.id, nameEn: names.en, source };
    const before = await this.calendar.learn(version, by.person, now);
    if (before && before.kind === kind && !before.estimated) throw errors.holidayKnown({ date, name: before.name });
    await this.events.emit(CalendarChanged, { date });
    return { result: command, subject: { type: 'day', id: date }, detail: { kind, name: names.id, source } };
  }
}
