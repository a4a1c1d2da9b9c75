import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { Payment } from '../types.js';

/** Says in SQL what `provenOn` in rules.ts says: whether a payment p settles an obligation o. */
const OPEN = (bill: string) => `(${bill}.paid_on is null or ${bill}.paid_on >= p.paid_on)`;
const SETTLES = `${OPEN('o')} and (o.due_on <= p.paid_on or (o.due_on <= p.paid_on + interval '1 year' and not exists (
  select from dispensation.obligation e where e.plate = o.plate and e.due_on < o.due_on and ${OPEN('e')})))`;

@Injectable()
export class PaymentStore {
  constructor(private readonly db: Db) {}

  /** Obligations and payments come in one after the other: each is weighed against all that the other has brought. */
  async lock(): Promise<void> {
    await this.db.run(`select pg_advisory_xact_lock(hashtextextended('dispensation.weigh', 0))`);
  }

  async add(payments: readonly Payment[]): Promise<void> {
    await this.db.run(
      `insert into dispensation.payment (source_id, format_id, reference, plate, paid_on, settlement_id)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::uuid[]) on conflict do nothing`,
      columnsOf(payments, ['sourceId', 'formatId', 'reference', 'plate', 'paidOn', 'settlementId']),
    );
  }

  async drop(payments: readonly Payment[]): Promise<void> {
    await this.db.run(
      `delete from dispensation.payment p using unnest($1::text[], $2::text[], $3::text[]) as gone (source_id, format_id, reference)
       where (p.source_id, p.format_id, p.reference) = (gone.source_id, gone.format_id, gone.reference)`,
      columnsOf(payments, ['sourceId', 'formatId', 'reference']),
    );
  }

  /** Weighs all payments again, of these vehicles or of all; returns how many obligations are now settled on another day. */
  async weigh(plates?: readonly string[]): Promise<number> {
    return this.db.run(
      `update dispensation.obligation known set proven_on = weighed.day from (
         select o.id, (select min(p.paid_on) from dispensation.payment p where p.plate = o.plate and ${SETTLES}) as day
         from dispensation.obligation o
         where ($1::text[] is null or o.plate = any($1))
           and (o.proven_on is not null or exists (select from dispensation.payment p where p.plate = o.plate))) weighed
       where known.id = weighed.id and known.proven_on is distinct from weighed.day`,
      [plates],
    );
  }
}

function columnsOf(payments: readonly Payment[], columns: (keyof Payment)[]): string[][] {
  return columns.map((column) => payments.map((payment) => payment[column]));
}
