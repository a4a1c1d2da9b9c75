import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Actor } from '../../people/index.js';
import { Clock } from '../../platform/index.js';
import { WARN_BEFORE_MS } from '../rules.js';
import { LossStore } from './loss-store.js';
import { WarnOfNotice } from './warn-of-notice.js';

const EVERY_MS = 60_000;

/** Looks for notices that are due. The verb refuses a second warning, however many servers tick. */
@Injectable()
export class LossTick {
  private readonly logger = new Logger('custody');

  constructor(
    private readonly clock: Clock,
    private readonly losses: LossStore,
    private readonly warn: WarnOfNotice,
  ) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.warnDue().catch((error) => this.logger.error(error));
  }

  async warnDue(): Promise<void> {
    const before = new Date(this.clock.now().getTime() + WARN_BEFORE_MS);
    for (const { id } of await this.losses.due(before)) await this.warn.run(Actor.system('custody'), { lossId: id });
  }
}
