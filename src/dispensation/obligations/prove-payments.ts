import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Tx } from '../../platform/index.js';
import { DispensationStore } from '../decisions/dispensation-store.js';
import { FOLLOW } from '../notices/workflow.js';
import { PaymentStore } from './payment-store.js';

const payment = z.object({
  sourceId: z.string(),
  formatId: z.string(),
  reference: z.string(),
  plate: z.string(),
  paidOn: z.iso.date(),
  settlementId: z.uuid(),
  /** False once somebody said that it is no payment of this office's. */
  counts: z.boolean(),
});

const input = z.object({ payments: z.array(payment) });

/**
 * Takes in what settlement files prove: whoever stands there as having paid is never late, whichever comes first, the settlement or
 * the obligations. The notices of every signed decision then follow.
 */
@Injectable()
export class ProvePayments extends Change<z.output<typeof input>, { changed: number }> {
  readonly name = 'dispensation.prove-payments';
  readonly permission = 'obligation:prove';
  readonly input = input;

  constructor(
    private readonly payments: PaymentStore,
    private readonly decisions: DispensationStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ payments }: z.output<typeof input>, _by: Actor, now: Date) {
    await this.payments.add(payments.filter(({ counts }) => counts));
    await this.payments.drop(payments.filter(({ counts }) => !counts));
    const changed = await this.payments.weigh([...new Set(payments.map(({ plate }) => plate))]);
    const [first] = payments;
    if (changed > 0)
      for (const id of await this.decisions.signedIds())
        await this.tx.start(FOLLOW, `notices-${id}-proof-${first?.settlementId}-${first?.reference}-${now.getTime()}`, id);
    const subject = { type: 'settlement', id: first?.settlementId ?? 'none' };
    return { result: { changed }, subject, detail: { payments: payments.length, changed } };
  }
}
