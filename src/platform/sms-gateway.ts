import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from './config.js';

const TIMEOUT_MS = 15_000;
const CLIENT_ERROR = 400;
const SERVER_ERROR = 500;
const WORTH_ANOTHER_TRY = [408, 425, 429];

export interface Posted {
  ok: boolean;
  /** The gateway's own id of the message. */
  reference?: string;
  error?: string;
  /** The gateway will refuse it again. */
  forGood?: boolean;
}

/**
 * An SMS gateway spoken to over HTTP: POST `{ id, to, text }` with the header `Idempotency-Key: <id>`, and
 * `X-Sinambung-Signature: sha256=<HMAC of the body>` when `SINAMBUNG_SMS_SECRET` is set. 2xx means that it took the message.
 */
@Injectable()
export class SmsGateway {
  constructor(private readonly config: Config) {}

  get isSetUp(): boolean {
    return this.config.get('SINAMBUNG_SMS_URL') !== undefined;
  }

  async post(sms: { id: string; to: string; text: string }): Promise<Posted> {
    const url = this.config.get('SINAMBUNG_SMS_URL');
    if (!url) return { ok: false, error: 'no gateway is set up', forGood: true };
    const body = JSON.stringify(sms);
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: this.headers(sms.id, body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return outcome(response.status, await response.text());
    } catch (error) {
      return {
        ok: false,
        error: (error as Error).name === 'TimeoutError' ? 'the gateway did not answer in time' : 'the gateway cannot be reached',
      };
    }
  }

  private headers(id: string, body: string): Record<string, string> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': id };
    const secret = this.config.get('SINAMBUNG_SMS_SECRET');
    if (secret === undefined) return headers;
    return { ...headers, 'x-sinambung-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
  }
}

function outcome(status: number, body: string): Posted {
  if (status < 300) return { ok: true, reference: referenceIn(body) };
  const forGood = status >= CLIENT_ERROR && status < SERVER_ERROR && !WORTH_ANOTHER_TRY.includes(status);
  return { ok: false, error: `the gateway answered ${status}`, forGood };
}

function referenceIn(body: string): string | undefined {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 100) : undefined;
  } catch {
    return undefined;
  }
}
