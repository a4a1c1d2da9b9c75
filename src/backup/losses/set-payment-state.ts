import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { PaymentsKnown } from '../events.js';
import { PaymentStore } from './payment-store.js';
import { moveTo } from './rules.js';
import { SettlementStore } from './settlement-store.js';
import { PAYMENT_STATES, type Payment } from './types.js';

const input = z.object({
  paymentId: z.coerce.number().int().positive(),
  state: z.enum(PAYMENT_STATES),
  /** Why it is not ours. */
  reason: z
    .string()
    .trim()
    .max(500)
    .transform((text) => text || undefined)
    .optional(),
});

/** Closes a payment on the worklist as entered or as not this office's, or opens it again. Throws `not-on-worklist`, `reason-missing`. */
@Injectable()
export class SetPaymentState extends Change<z.output<typeof input>, Payment> {
  readonly name = 'backup.set-payment-state';
  readonly permission = 'settlement:work';
  readonly input = input;

  constructor(
    private readonly payments: PaymentStore,
    private readonly settlements: SettlementStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ paymentId, state, reason }: z.output<typeof input>, by: Actor, now: Date) {
    const { settlementId } = await this.payments.get(paymentId);
    await this.settlements.lock(settlementId);
    const payment = await this.payments.get(paymentId);
    moveTo(payment.state, state, reason);
    const result = { ...payment, state, reason: state === 'not-ours' ? reason : undefined, stateAt: now, stateBy: by.person };
    await this.payments.setState(result);
    if ([payment.state, state].includes('not-ours')) await this.events.emit(PaymentsKnown, { settlementId, paymentId });
    const detail = { settlement: settlementId, from: payment.state, to: state };
    return { result, subject: { type: 'payment', id: String(paymentId) }, detail };
  }
}
