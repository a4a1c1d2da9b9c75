import { Injectable } from '@nestjs/common';
import { Config, newId, Tx } from '../platform/index.js';
import { MailStore } from './mail-store.js';

export const SEND_MAIL = 'announcements.send-mail';
const FIRST_RETRY_MS = 10 * 60_000;

/** Queues a mail and starts its first attempt. Inside a transaction. */
@Injectable()
export class PostOffice {
  constructor(
    private readonly mails: MailStore,
    private readonly config: Config,
    private readonly tx: Tx,
  ) {}

  async queue(subscriberId: string, messageId: string | undefined, now: Date): Promise<void> {
    const id = newId();
    const dueAt = new Date(now.getTime() + FIRST_RETRY_MS);
    await this.mails.insert({
      id,
      subscriberId,
      messageId,
      messageHeader: `<${id}@${this.domain}>`,
      state: 'waiting',
      attempts: 0,
      queuedAt: now,
      dueAt,
    });
    await this.tx.start(SEND_MAIL, `mail-${id}-1`, id);
  }

  private get domain(): string {
    return this.config.get('SINAMBUNG_MAIL_FROM').split('@')[1] ?? 'localhost';
  }
}
