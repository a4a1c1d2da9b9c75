import { Injectable } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { Actor } from '../people/index.js';
import { HeldWork } from '../platform/index.js';
import { Deliver } from './deliver.js';
import { ForgetUnconfirmed } from './forget-unconfirmed.js';

const EVERY_MS = 60_000;

@Injectable()
export class AnnouncementTicks {
  constructor(
    private readonly deliver: Deliver,
    private readonly forget: ForgetUnconfirmed,
    private readonly held: HeldWork,
  ) {}

  @Interval(EVERY_MS)
  async retry(): Promise<number> {
    return (await this.held.since()) ? 0 : this.deliver.retry();
  }

  @Cron('0 47 0 * * *', { timeZone: 'Asia/Jakarta' })
  async nightly(): Promise<void> {
    await this.forget.run(Actor.system('announcements'), {});
  }
}
