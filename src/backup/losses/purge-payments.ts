import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { DAY_MS } from '../../platform/index.js';
import { PaymentStore } from './payment-store.js';

/** Chosen here: UU 27/2022 (personal data protection) asks for a limit and names no number; the agency sets its own. */
const DAYS_AFTER_CLOSE = 365;
const input = z.object({ days: z.number().int().min(1).max(3650).default(DAYS_AFTER_CLOSE) });

/** Takes the plates away from payments that were dealt with longer ago than `days`; what was paid, and when, stays. */
@Injectable()
export class PurgePayments extends Change<z.output<typeof input>, { plates: number }> {
  readonly name = 'backup.purge-payments';
  readonly permission = 'settlement:purge';
  readonly input = input;

  constructor(private readonly payments: PaymentStore) {
    super();
  }

  protected async perform({ days }: z.output<typeof input>, _by: Actor, now: Date) {
    const result = { plates: await this.payments.purge(new Date(now.getTime() - days * DAY_MS)) };
    return { result, subject: { type: 'payment', id: 'purged' }, detail: { ...result, days } };
  }
}
