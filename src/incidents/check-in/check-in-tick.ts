import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Directory } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { Calendar, Clock, civilDate, Tx } from '../../platform/index.js';
import { AskCheckIn } from './ask-check-in.js';
import { CheckInStore } from './check-in-store.js';
import { newCheckIn, opensOn } from './rules.js';

const EVERY_MS = 60_000;

/** Begins the day of each office that takes part, and looks for those that have said nothing in time. */
@Injectable()
export class CheckInTick {
  private readonly logger = new Logger('incidents');

  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly calendar: Calendar,
    private readonly directory: Directory,
    private readonly checkIns: CheckInStore,
    private readonly ask: AskCheckIn,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.look().catch((error) => this.logger.error(error));
  }

  /** The verb takes a step once, however many servers tick. */
  async look(): Promise<void> {
    await this.beginDays();
    for (const { officeId, date } of await this.checkIns.due(this.clock.now()))
      await this.ask.run(Actor.system('incidents'), { officeId, date });
  }

  private async beginDays(): Promise<void> {
    const now = this.clock.now();
    const offices = await this.directory.officesByIds(await this.checkIns.offices());
    const missing = await this.checkIns.unplanned(
      offices.map((office) => ({ officeId: office.id, date: civilDate(now, office.zone) })),
    );
    if (missing.length === 0) return;
    const offerings = await this.directory.offeringsAtOffices(missing.map(({ officeId }) => officeId));
    const days = missing.map(({ officeId, date }) => {
      const office = offices.find(({ id }) => id === officeId)!;
      return newCheckIn(officeId, date, opensOn(office, offerings.get(officeId) ?? [], this.calendar.holidays, date));
    });
    await this.tx.housekeeping('incidents.begin-check-ins', () => this.checkIns.plan(days));
  }
}
