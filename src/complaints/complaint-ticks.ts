import { Injectable } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { Actor } from '../people/index.js';
import { HeldWork } from '../platform/index.js';
import { CloseSilentComplaints } from './close-silent-complaints.js';
import { PurgeSenders } from './purge-senders.js';
import { SendSms } from './send-sms.js';

const EVERY_MS = 60_000;

@Injectable()
export class ComplaintTicks {
  private readonly by = Actor.system('complaints');

  constructor(
    private readonly sms: SendSms,
    private readonly closeSilent: CloseSilentComplaints,
    private readonly purge: PurgeSenders,
    private readonly held: HeldWork,
  ) {}

  @Interval(EVERY_MS)
  async retry(): Promise<number> {
    return (await this.held.since()) ? 0 : this.sms.retry();
  }

  @Cron('0 17 0 * * *', { timeZone: 'Asia/Jakarta' })
  async nightly(): Promise<void> {
    await this.closeSilent.run(this.by, {});
    await this.purge.run(this.by, {});
  }
}
