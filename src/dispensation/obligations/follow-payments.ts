import { Injectable } from '@nestjs/common';
import { type Evidence, Settlements } from '../../backup/index.js';
import { Actor } from '../../people/index.js';
import { ProvePayments } from './prove-payments.js';

const BATCH = 5000;

/** Hears of payments that a settlement file proves, and takes in what is now known of them, batch after batch. */
@Injectable()
export class FollowPayments {
  constructor(
    private readonly settlements: Settlements,
    private readonly prove: ProvePayments,
  ) {}

  async run(settlementId: string, paymentId?: number): Promise<void> {
    for (let after = 0, more = true; more; ) {
      const batch = await this.settlements.evidence(settlementId, after, BATCH, paymentId);
      if (batch.length > 0) await this.prove.run(Actor.system('dispensation'), { payments: batch.map(asPayment(settlementId)) });
      after = batch.at(-1)?.id ?? after;
      more = batch.length === BATCH;
    }
  }
}

const asPayment =
  (settlementId: string) =>
  ({ id: _, ...evidence }: Evidence) => ({ ...evidence, settlementId });
