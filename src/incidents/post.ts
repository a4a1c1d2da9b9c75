import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Config } from '../platform/index.js';
import type { CallOutcome, Channel } from './types.js';

const TIMEOUT_MS = 15_000;

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Sends to a place of the roster or the contact of an office, where a gateway is set up. */
@Injectable()
export class Post {
  constructor(private readonly config: Config) {}

  get gateways(): { mail: boolean; sms: boolean } {
    return { mail: this.config.get('SINAMBUNG_SMTP_URL') !== undefined, sms: this.config.get('SINAMBUNG_SMS_URL') !== undefined };
  }

  /** Never throws: a gateway that refuses is an outcome. Sent again after a crash, a message keeps its key. */
  async send(
    channel: Exclude<Channel, 'none'>,
    key: string,
    write: () => Promise<Letter>,
  ): Promise<{ outcome: CallOutcome; error?: string }> {
    try {
      const letter = await write();
      await (channel === 'email' ? this.mail(letter, key) : this.sms(letter, key));
      return { outcome: 'delivered' };
    } catch (error) {
      return { outcome: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
  }

  private async mail({ to, subject, text }: Letter, key: string): Promise<void> {
    const transport = createTransport({
      url: this.config.get('SINAMBUNG_SMTP_URL'),
      connectionTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    });
    const host = new URL(this.config.url).hostname;
    await transport.sendMail({
      from: this.config.get('SINAMBUNG_MAIL_FROM'),
      to,
      subject,
      text,
      messageId: `<call-${key}@${host}>`,
    });
  }

  private async sms({ to, text }: Letter, key: string): Promise<void> {
    const body = JSON.stringify({ id: key, to, text });
    const response = await fetch(this.config.get('SINAMBUNG_SMS_URL') ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, ...this.signature(body) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}`);
  }

  private signature(body: string): Record<string, string> {
    const secret = this.config.get('SINAMBUNG_SMS_SECRET');
    if (secret === undefined) return {};
    return { 'x-sinambung-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  }
}
