import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CalendarChanged, Catchments } from '../../directory/index.js';
import { addDays, Clock, Events, Tx } from '../../platform/index.js';
import { DAYS_OFF_AHEAD } from '../lasting.js';
import { WRITE_COPIES } from './write-copies.js';

/** A day off that becomes known late, or is none after all, stands in the copies of every answer: they are written again at once. */
@Injectable()
export class CalendarNews implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly catchments: Catchments,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(CalendarChanged, 'answers.copy-calendar', ({ date }, id) => this.write(date, id));
  }

  /** Once for each news, however often it is delivered; a date that no copy names yet comes with the daily writing. */
  private async write(date: string, eventId: string): Promise<void> {
    if (!this.isNear(date)) return;
    const everyone = await this.catchments.everyone();
    await this.tx.housekeeping('answers.copy-calendar', () => this.tx.start(WRITE_COPIES, `copies-${eventId}`, everyone));
  }

  /** By the day in UTC, with a day to spare on each side for the zones. */
  private isNear(date: string): boolean {
    const today = this.clock.now().toISOString().slice(0, 10);
    return date >= addDays(today, -1) && date <= addDays(today, DAYS_OFF_AHEAD + 1);
  }
}
