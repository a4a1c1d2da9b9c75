import { Injectable } from '@nestjs/common';
import { MINUTE_MS } from '../platform/index.js';
import { DeliveryDesk } from './delivery-desk.js';
import { Letters } from './letters.js';
import { MailStore } from './mail-store.js';
import { type Mailed, Mailer } from './mailer.js';
import { PostOffice, SEND_MAIL } from './post-office.js';
import { DELIVER } from './publisher.js';
import type { Mail } from './types.js';

const AGAIN_AFTER_MINUTES = [2, 10, 60, 240, 720];
const AT_ONCE = 200;

/**
 * Mails to subscribers. An attempt is recorded before the mail server hears of it: a crash leaves it `attempted`, outcome unknown,
 * and the workflow then sends it again under the same Message-ID, by which a reader's mail program knows it for the same.
 */
@Injectable()
export class Deliver {
  constructor(
    private readonly mails: MailStore,
    private readonly letters: Letters,
    private readonly mailer: Mailer,
    private readonly office: PostOffice,
    private readonly desk: DeliveryDesk,
  ) {
    desk.durable.workflow(DELIVER, (messageId: string) => this.all(messageId));
    desk.durable.workflow(SEND_MAIL, (mailId: string) => this.one(mailId));
  }

  /** Starts another attempt for each mail whose time has come; returns how many. */
  async retry(): Promise<number> {
    const due = await this.mails.due(this.desk.clock.now(), AT_ONCE);
    if (due.length === 0) return 0;
    await this.desk.tx.housekeeping('announcements.retry-mail', async () => {
      for (const mail of due) await this.desk.tx.start(SEND_MAIL, `mail-${mail.id}-${mail.attempts + 1}`, mail.id);
    });
    return due.length;
  }

  private async all(messageId: string): Promise<void> {
    if (!this.mailer.sends) return;
    await this.desk.tx.housekeeping('announcements.queue-mail', async () => {
      for (const { id } of await this.mails.owed(messageId)) await this.office.queue(id, messageId, this.desk.clock.now());
    });
  }

  private async one(mailId: string): Promise<void> {
    const mail = await this.mails.get(mailId);
    const letter = mail && (await this.letters.of(mail));
    if (!mail || !letter || mail.state === 'sent' || mail.state === 'failed') return;
    await this.desk.tx.housekeeping('announcements.mail-attempted', () => this.mails.attempted(mailId, this.desk.clock.now()));
    const mailed = await this.desk.durable.step('smtp', () => this.mailer.send(letter));
    await this.desk.tx.housekeeping('announcements.mail-outcome', () => this.record(mail, mailed));
  }

  private record({ id, attempts }: Mail, { ok, error = '', forGood }: Mailed): Promise<void> {
    const now = this.desk.clock.now();
    if (ok) return this.mails.sent(id, now);
    const minutes = forGood ? undefined : AGAIN_AFTER_MINUTES[attempts];
    return this.mails.failed(id, error, minutes === undefined ? undefined : new Date(now.getTime() + minutes * MINUTE_MS));
  }
}
