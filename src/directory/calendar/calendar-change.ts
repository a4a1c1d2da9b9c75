import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Change } from '../../people/index.js';
import { Calendar } from '../../platform/index.js';

/** A verb that changes the calendar: this process knows of it when the verb has ended, the others by bulletin. */
@Injectable()
export abstract class CalendarChange<Command, Result> extends Change<Command, Result> {
  @Inject(Calendar) protected readonly calendar!: Calendar;

  override async run(by: Actor, input: unknown): Promise<Result> {
    const result = await super.run(by, input);
    await this.calendar.reload();
    return result;
  }
}
