import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { addDays, Clock, civilDate, Tx } from '../../platform/index.js';
import { FeedbackStore } from './feedback-store.js';

/** Longer than a form stays open in a browser. */
const KEPT_DAYS = 30;

/** Forgets which forms were counted, once nobody can send them again. */
@Injectable()
export class FeedbackTick {
  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly store: FeedbackStore,
  ) {}

  @Cron('0 37 0 * * *', { timeZone: 'Asia/Jakarta' })
  async nightly(): Promise<void> {
    const before = addDays(civilDate(this.clock.now()), -KEPT_DAYS);
    await this.tx.housekeeping('directory.forget-feedback-keys', () => this.store.forgetKeys(before));
  }
}
