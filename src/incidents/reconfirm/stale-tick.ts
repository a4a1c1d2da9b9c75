import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Actor } from '../../people/index.js';
import { Clock } from '../../platform/index.js';
import { ReconfirmationStore } from './reconfirmation-store.js';
import { RemindStale } from './remind-stale.js';

const EVERY_MS = 60_000;

/** Looks for closures that nobody has confirmed again in time. The verb refuses a second telling, however many servers tick. */
@Injectable()
export class StaleTick {
  private readonly logger = new Logger('incidents');

  constructor(
    private readonly clock: Clock,
    private readonly reconfirmations: ReconfirmationStore,
    private readonly remind: RemindStale,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.remindDue().catch((error) => this.logger.error(error));
  }

  async remindDue(): Promise<void> {
    for (const { incidentId } of await this.reconfirmations.due(this.clock.now()))
      await this.remind.run(Actor.system('incidents'), { incidentId });
  }
}
