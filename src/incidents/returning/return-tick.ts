import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Directory } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { Clock, civilDate } from '../../platform/index.js';
import { CarryOutReturn } from './carry-out-return.js';
import { ReturnStore } from './return-store.js';

const EVERY_MS = 30_000;
/** Where in Indonesia a day begins first. */
const FIRST_ZONE = 'Asia/Jayapura';

/** Looks for stages of a return whose date has come. */
@Injectable()
export class ReturnTick {
  private readonly logger = new Logger('incidents');

  constructor(
    private readonly returns: ReturnStore,
    private readonly carryOut: CarryOutReturn,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.carryOutDue().catch((error) => this.logger.error(error));
  }

  /** Of several servers that find the same one, the first carries it out. */
  async carryOutDue(): Promise<void> {
    const now = this.clock.now();
    for (const { incidentId, officeId, date } of await this.returns.waiting(civilDate(now, FIRST_ZONE))) {
      const { zone } = await this.directory.office(officeId);
      if (date <= civilDate(now, zone)) await this.carryOut.run(Actor.system('incidents'), { incidentId, date });
    }
  }
}
