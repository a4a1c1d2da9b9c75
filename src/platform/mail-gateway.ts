import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Config } from './config.js';

const TIMEOUT_MS = 15_000;

/** The mail server of `SINAMBUNG_SMTP_URL`. The same `id` is the same Message-ID each time a letter goes out. */
@Injectable()
export class MailGateway {
  constructor(private readonly config: Config) {}

  get isSetUp(): boolean {
    return this.config.get('SINAMBUNG_SMTP_URL') !== undefined;
  }

  async post(mail: { id: string; to: string; subject: string; text: string }): Promise<{ ok: boolean; error?: string }> {
    const url = this.config.get('SINAMBUNG_SMTP_URL');
    if (!url) return { ok: false, error: 'no mail server is set up' };
    const { id, ...letter } = mail;
    const messageId = `<${id}@${new URL(this.config.url).hostname}>`;
    try {
      const transport = createTransport({ url, connectionTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS });
      await transport.sendMail({ from: this.config.get('SINAMBUNG_MAIL_FROM'), ...letter, messageId });
      return { ok: true };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  }
}
