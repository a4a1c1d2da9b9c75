import { Injectable } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { Actor } from '../people/index.js';
import { HeldWork } from '../platform/index.js';
import { PurgeRequesters } from './requests/purge-requesters.js';
import { SendNotices } from './telling/send-notices.js';

const EVERY_MS = 60_000;

@Injectable()
export class OutreachTicks {
  constructor(
    private readonly notices: SendNotices,
    private readonly purge: PurgeRequesters,
    private readonly held: HeldWork,
  ) {}

  @Interval(EVERY_MS)
  async retry(): Promise<number> {
    return (await this.held.since()) ? 0 : this.notices.retry();
  }

  @Cron('0 23 0 * * *', { timeZone: 'Asia/Jakarta' })
  async nightly(): Promise<void> {
    await this.purge.run(Actor.system('outreach'), {});
  }
}
