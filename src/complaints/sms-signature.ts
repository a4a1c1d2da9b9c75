import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config, Instance } from '../platform/index.js';
import { errors } from './errors.js';

export interface SignedSms {
  id: string;
  from: string;
  text: string;
  receivedAt: string;
}

/**
 * Who may hand in an SMS: one that sends the secret itself (`X-Sinambung-Secret`), or one that signs
 * `id`, `from`, `receivedAt` and `text`, joined by line feeds, with HMAC-SHA256 in hex (`X-Sinambung-Signature: sha256=…`).
 */
@Injectable()
export class SmsSignature {
  constructor(
    private readonly config: Config,
    private readonly instance: Instance,
  ) {}

  /** Throws `complaints.sms-not-set-up` (no secret; only a demonstration does without) and `complaints.bad-signature`. */
  check(sms: SignedSms, headers: { secret?: string; signature?: string }): void {
    const secret = this.config.get('SINAMBUNG_SMS_SECRET');
    if (secret === undefined) {
      if (this.instance.kind === 'demonstration') return;
      throw errors.smsNotSetUp();
    }
    const signed = `sha256=${createHmac('sha256', secret).update([sms.id, sms.from, sms.receivedAt, sms.text].join('\n')).digest('hex')}`;
    const given = headers.signature !== undefined ? same(headers.signature, signed) : same(headers.secret ?? '', secret);
    if (!given) throw errors.badSignature();
  }
}

/** In a time that does not tell how much of it was right. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
