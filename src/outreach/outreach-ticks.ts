import { Injectable } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { Actor } from '../people/index.js';
import { PurgeRequesters } from './requests/purge-requesters.js';
import { SendNotices } from './telling/send-notices.js';

const EVERY_MS = 60_000;

@Injectable()
export class OutreachTicks {
  constructor(
    private readonly notices: SendNotices,
    private readonly purge: PurgeRequesters,
  ) {}

  @Interval(EVERY_MS)
  retry(): Promise<number> {
    return this.notices.retry();
  }

  @Cron('0 23 0 * * *', { timeZone: 'Asia/Jakarta' })
  async nightly(): Promise<void> {
    await this.purge.run(Actor.system('outreach'), {});
  }
}
