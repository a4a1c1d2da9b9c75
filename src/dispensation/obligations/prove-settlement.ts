import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Evidence, Settlements } from '../../backup/index.js';
import { type Actor, Change } from '../../people/index.js';
import { Tx } from '../../platform/index.js';
import { DispensationStore } from '../decisions/dispensation-store.js';
import { FOLLOW } from '../notices/workflow.js';
import { PaymentStore } from './payment-store.js';

const BATCH = 5000;

const input = z.object({
  settlementId: z.uuid(),
  /** One of its payments; all when not given. */
  paymentId: z.int().optional(),
});

/**
 * Takes in what a settlement file proves, whole or not at all, in constant memory: whoever stands there as having paid is never late,
 * whichever comes first, the settlement or the obligations. The notices of every signed decision then follow; by half a file they would
 * be taken back from people who get them again by the other half.
 */
@Injectable()
export class ProveSettlement extends Change<z.output<typeof input>, { changed: number }> {
  readonly name = 'dispensation.prove-settlement';
  readonly permission = 'obligation:prove';
  readonly input = input;

  constructor(
    private readonly settlements: Settlements,
    private readonly payments: PaymentStore,
    private readonly decisions: DispensationStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ settlementId, paymentId }: z.output<typeof input>, _by: Actor, now: Date) {
    await this.payments.lock();
    const known = { payments: 0, changed: 0 };
    for (let after = 0, more = true; more; ) {
      const batch = await this.settlements.evidence(settlementId, after, BATCH, paymentId);
      known.payments += batch.length;
      known.changed += await this.takeIn(batch, settlementId);
      after = batch.at(-1)?.id ?? after;
      more = batch.length === BATCH;
    }
    if (known.changed > 0)
      for (const id of await this.decisions.signedIds())
        await this.tx.start(FOLLOW, `notices-${id}-proof-${settlementId}-${paymentId ?? 'all'}-${now.getTime()}`, id);
    return { result: { changed: known.changed }, subject: { type: 'settlement', id: settlementId }, detail: known };
  }

  /** What somebody said is no payment of this office's does not count any more. */
  private async takeIn(batch: readonly Evidence[], settlementId: string): Promise<number> {
    const payments = batch.map((evidence) => ({ ...evidence, settlementId }));
    await this.payments.add(payments.filter(({ counts }) => counts));
    await this.payments.drop(payments.filter(({ counts }) => !counts));
    return this.payments.weigh([...new Set(payments.map(({ plate }) => plate))]);
  }
}
