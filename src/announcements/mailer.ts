import { Injectable } from '@nestjs/common';
import nodemailer, { type Transporter } from 'nodemailer';
import { Config } from '../platform/index.js';

const TIMEOUT_MS = 20_000;
const REFUSED_FOR_GOOD = 500;

export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** The same each time this letter goes out. */
  messageId: string;
  /** A POST to it ends the subscription at once (RFC 8058). */
  unsubscribeUrl?: string;
}

export interface Mailed {
  ok: boolean;
  error?: string;
  /** The server will refuse it again. */
  forGood?: boolean;
}

/** The mail server of `SINAMBUNG_SMTP_URL`. */
@Injectable()
export class Mailer {
  private readonly transport?: Transporter;

  constructor(private readonly config: Config) {
    const url = config.get('SINAMBUNG_SMTP_URL');
    this.transport = url
      ? nodemailer.createTransport(url, {
          connectionTimeout: TIMEOUT_MS,
          greetingTimeout: TIMEOUT_MS,
          socketTimeout: TIMEOUT_MS,
        } as object)
      : undefined;
  }

  /** Without a mail server nothing is sent, and nobody is asked for an address. */
  get sends(): boolean {
    return this.transport !== undefined;
  }

  async send({ to, subject, text, messageId, unsubscribeUrl }: Letter): Promise<Mailed> {
    if (!this.transport) return { ok: false, error: 'no mail server is set up' };
    try {
      await this.transport.sendMail({
        from: { name: 'Sinambung', address: this.config.get('SINAMBUNG_MAIL_FROM') },
        to,
        subject,
        text,
        messageId,
        headers: unsubscribeUrl ? listHeaders(unsubscribeUrl) : {},
      });
      return { ok: true };
    } catch (error) {
      const { responseCode = 0, message } = error as { responseCode?: number; message: string };
      return { ok: false, error: message, forGood: responseCode >= REFUSED_FOR_GOOD };
    }
  }
}

function listHeaders(url: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${url}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Auto-Submitted': 'auto-generated',
    Precedence: 'bulk',
  };
}
