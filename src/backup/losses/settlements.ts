import { Injectable } from '@nestjs/common';
import { csvText } from '../../platform/index.js';
import { Shelf } from '../shelf.js';
import { Zones } from '../zones.js';
import { type LossWindow, LossWindows } from './loss-windows.js';
import { type Evidence, PaymentStore } from './payment-store.js';
import type { SettlementFormat } from './settlement-format.js';
import { SettlementStore } from './settlement-store.js';
import type { Payment, PaymentState, Settlement, WorklistProgress } from './types.js';

const ALL = 1_000_000;
const HEADER = ['payment', 'reference', 'plate', 'amount', 'paid_at', 'finding', 'found_amount', 'state', 'state_at', 'reason'];

/** What was paid in a loss window, and how far the worklist of it is. */
@Injectable()
export class Settlements {
  constructor(
    private readonly shelf: Shelf,
    private readonly zones: Zones,
    private readonly windows: LossWindows,
    private readonly settlements: SettlementStore,
    private readonly payments: PaymentStore,
  ) {}

  /** Which files can be read for this source. */
  formats(sourceId: string): readonly SettlementFormat[] {
    const source = this.shelf.source(sourceId);
    return 'settlements' in source ? source.settlements : [];
  }

  /** Of the newest restore that is done; throws `backup.nothing-restored`. */
  window(sourceId: string): Promise<LossWindow> {
    return this.windows.of(sourceId);
  }

  /** Newest first, each with how far its worklist is. */
  async of(sourceId: string): Promise<(Settlement & { progress: WorklistProgress })[]> {
    const all = await this.settlements.ofSource(this.shelf.source(sourceId).id);
    return Promise.all(all.map(async (one) => ({ ...one, progress: await this.payments.progress(one.id) })));
  }

  /** Throws `backup.no-such-settlement`. */
  async get(id: string): Promise<Settlement & { progress: WorklistProgress }> {
    return { ...(await this.settlements.get(id)), progress: await this.payments.progress(id) };
  }

  /** Payments on the worklist in these states; pass the id of the last one of the page before. */
  worklist(id: string, states: readonly PaymentState[], after = 0, limit = 50): Promise<Payment[]> {
    return this.payments.worklist(id, states, after, limit);
  }

  /** The whole worklist as CSV with a header. */
  async csv(id: string): Promise<string> {
    await this.settlements.get(id);
    const all = await this.payments.worklist(id, ['open', 'entered', 'not-ours'], 0, ALL);
    return csvText([HEADER, ...all.map(cells)]);
  }

  /** Who paid, in the order of the ids; of one payment where `only` is given. Without those whose plate was purged. */
  async evidence(id: string, after: number, limit: number, only?: number): Promise<Evidence[]> {
    const { sourceId } = await this.settlements.get(id);
    const zone = await this.zones.of(this.shelf.source(sourceId));
    return this.payments.evidence(id, zone, after, limit, only);
  }
}

function cells({ id, reference, plate, amount, paidAt, finding, foundAmount, state, stateAt, reason }: Payment): string[] {
  const [paid, moved] = [paidAt, stateAt].map((at) => at?.toISOString() ?? '');
  return [
    String(id),
    reference,
    plate ?? '',
    String(amount),
    paid!,
    finding ?? '',
    String(foundAmount ?? ''),
    state ?? '',
    moved!,
    reason ?? '',
  ];
}
