import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Clock, Tx } from '../../platform/index.js';
import { WRITE_COPIES } from './write-copies.js';

const EVERY_MINUTES = 15;
const SLOT_MS = EVERY_MINUTES * 60_000;

/** Writes the copies that are due: days off come near, and a place that was full or away is filled. */
@Injectable()
export class CopiesTick {
  constructor(
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  /** However many servers tick, one workflow starts. */
  @Cron(`0 */${EVERY_MINUTES} * * * *`)
  async tick(): Promise<void> {
    const slot = Math.floor(this.clock.now().getTime() / SLOT_MS);
    await this.tx.housekeeping('answers.copies-tick', () => this.tx.start(WRITE_COPIES, `copies-tick-${slot}`));
  }
}
