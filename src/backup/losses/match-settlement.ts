import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Restores } from '../restores.js';
import { Shelf } from '../shelf.js';
import { PaymentStore } from './payment-store.js';
import { findingOf, stateAfter } from './rules.js';
import { SettlementStore } from './settlement-store.js';
import { type PaymentLookup, SourcePayments } from './source-payments.js';
import type { Settlement, SoughtPayment, WorklistProgress } from './types.js';

const BATCH = 5000;
const input = z.object({ settlementId: z.uuid() });

export interface Matched {
  settlement: Settlement;
  progress: WorklistProgress;
}

/**
 * Looks for every payment of a settlement in the database that was restored. What is not there comes onto the worklist; what has
 * been entered since leaves it by itself. Changes nothing in that database.
 */
@Injectable()
export class MatchSettlement extends Change<z.output<typeof input>, Matched> {
  readonly name = 'backup.match-settlement';
  readonly permission = 'settlement:import';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly restores: Restores,
    private readonly settlements: SettlementStore,
    private readonly payments: PaymentStore,
    private readonly source: SourcePayments,
  ) {
    super();
  }

  protected async perform({ settlementId }: z.output<typeof input>, by: Actor, now: Date) {
    const { sourceId, restoreId } = await this.settlements.lock(settlementId);
    const { nowAs } = await this.restores.get(restoreId);
    const database = await this.source.look(this.shelf.database(sourceId), nowAs, async (lookup) => {
      await this.matchAll(settlementId, lookup, by, now);
      return lookup.database;
    });
    await this.settlements.matched(settlementId, now, database);
    const settlement = await this.settlements.get(settlementId);
    const progress = await this.payments.progress(settlementId);
    const { findings, states } = progress;
    const detail = { source: sourceId, database, ...findings, open: states.open };
    return { result: { settlement, progress }, subject: { type: 'settlement', id: settlementId }, detail };
  }

  private async matchAll(settlementId: string, lookup: PaymentLookup, by: Actor, now: Date): Promise<void> {
    for (let after = 0, more = true; more; ) {
      const batch = await this.payments.page(settlementId, after, BATCH);
      const found = await lookup.find(batch);
      await this.payments.looked(
        batch.map((payment, index) => looked(payment, found[index]!)),
        now,
        by.person,
      );
      after = batch.at(-1)?.id ?? after;
      more = batch.length === BATCH;
    }
  }
}

function looked(payment: SoughtPayment, found: Parameters<typeof findingOf>[1]) {
  const finding = findingOf(payment, found);
  return { id: payment.id, finding, foundAmount: found.amount, state: stateAfter(payment.state, finding) };
}
