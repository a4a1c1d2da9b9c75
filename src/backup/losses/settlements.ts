import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { csvText } from '../../platform/index.js';
import { Shelf } from '../shelf.js';
import { Zones } from '../zones.js';
import { type LossWindow, LossWindows } from './loss-windows.js';
import { type Evidence, PaymentStore } from './payment-store.js';
import type { SettlementFormat } from './settlement-format.js';
import { SettlementStore } from './settlement-store.js';
import { PAYMENT_STATES, type Payment, type PaymentState, type Settlement, type WorklistProgress } from './types.js';

const PAGE = 5000;
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

  /** The whole worklist as CSV with a header, in constant memory. Throws `backup.no-such-settlement`. */
  async csv(id: string): Promise<Readable> {
    await this.settlements.get(id);
    return Readable.from(this.csvPages(id));
  }

  /** Who paid, in the order of the ids; of one payment where `only` is given. Without those whose plate was purged. */
  async evidence(id: string, after: number, limit: number, only?: number): Promise<Evidence[]> {
    const { sourceId } = await this.settlements.get(id);
    const zone = await this.zones.of(this.shelf.source(sourceId));
    return this.payments.evidence(id, zone, after, limit, only);
  }

  private async *csvPages(id: string): AsyncGenerator<string> {
    yield csvText([HEADER]);
    for (let after = 0, more = true; more; ) {
      const page = await this.payments.worklist(id, PAYMENT_STATES, after, PAGE);
      yield csvText(page.map(cells));
      after = page.at(-1)?.id ?? after;
      more = page.length === PAGE;
    }
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
