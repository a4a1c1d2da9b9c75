import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock, HOUR_MS, Tx } from '../../platform/index.js';
import { isDueAgain, LeftoverStore, longestLeftFirst } from '../retention/index.js';
import { REMOVE } from './names.js';

const EVERY_MS = 60_000;
/** A vault that was away for long gets its work in portions; whoever was left alone for longest comes first. */
const AT_ONCE = 10;

/** Asks vaults again for what they have not let go. The work's id is made of its point and the hour, so that ten servers begin it once. */
@Injectable()
export class RemovalTick {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly leftovers: LeftoverStore,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.startDue().catch((error) => this.logger.error(error));
  }

  async startDue(): Promise<void> {
    const now = this.clock.now();
    const due = (await this.leftovers.all()).filter((one) => isDueAgain(one, now));
    const points = [...new Set(longestLeftFirst(due).map(({ pointId }) => pointId))].slice(0, AT_ONCE);
    const hour = Math.floor(now.getTime() / HOUR_MS);
    for (const id of points)
      await this.tx.housekeeping('backup.remove-again', async () => {
        await this.leftovers.asked(id, now);
        await this.tx.start(REMOVE, `remove-${id}-${hour}`, id);
      });
  }
}
