import { Injectable } from '@nestjs/common';
import { MailStore } from './mail-store.js';
import { Mailer } from './mailer.js';
import { SubscriberStore } from './subscriber-store.js';
import type { MailState } from './types.js';

/** Questions about subscriptions; none gives an address away. */
@Injectable()
export class Subscribers {
  constructor(
    private readonly subscribers: SubscriberStore,
    private readonly mails: MailStore,
    private readonly mailer: Mailer,
  ) {}

  /** Whether there is a mail server at all. */
  get offered(): boolean {
    return this.mailer.sends;
  }

  count(): Promise<number> {
    return this.subscribers.count();
  }

  /** How many mails of an announcement are in which state. */
  tally(announcementId: string): Promise<{ state: MailState; count: number }[]> {
    return this.mails.tally(announcementId);
  }

  async known(leaveKey: string): Promise<boolean> {
    return (await this.subscribers.byLeaveKey(leaveKey)) !== undefined;
  }
}
