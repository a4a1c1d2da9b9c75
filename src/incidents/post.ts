import { Injectable } from '@nestjs/common';
import { MailGateway, SmsGateway } from '../platform/index.js';
import type { CallOutcome, Channel } from './types.js';

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Sends to a place of the roster or the contact of an office, where a gateway is set up. */
@Injectable()
export class Post {
  constructor(
    private readonly mail: MailGateway,
    private readonly sms: SmsGateway,
  ) {}

  get gateways(): { mail: boolean; sms: boolean } {
    return { mail: this.mail.isSetUp, sms: this.sms.isSetUp };
  }

  /** Never throws: a gateway that refuses is an outcome. Sent again after a crash, a message keeps its key. */
  async send(
    channel: Exclude<Channel, 'none'>,
    key: string,
    write: () => Promise<Letter>,
  ): Promise<{ outcome: CallOutcome; error?: string }> {
    try {
      const { to, subject, text } = await write();
      const { ok, error } = await (channel === 'email'
        ? this.mail.post({ id: `call-${key}`, to, subject, text })
        : this.sms.post({ id: key, to, text }));
      return ok ? { outcome: 'delivered' } : { outcome: 'failed', error };
    } catch (error) {
      return { outcome: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
  }
}
