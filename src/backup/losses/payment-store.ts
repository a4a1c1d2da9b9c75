import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Finding, Payment, PaymentState, SoughtPayment, WorklistProgress } from './types.js';

const COLUMNS = `id, settlement_id, reference, line, plate, amount, paid_at, finding, found_amount, state, state_at, state_by, reason`;

export type Looked = Pick<Payment, 'id' | 'finding' | 'foundAmount' | 'state'>;

/** What another room needs to know that somebody paid. `counts` is false for what is no payment of this office's. */
export interface Evidence {
  id: number;
  sourceId: string;
  formatId: string;
  reference: string;
  plate: string;
  /** Civil date at the office. */
  paidOn: string;
  counts: boolean;
}

@Injectable()
export class PaymentStore {
  constructor(private readonly db: Db) {}

  async get(id: number): Promise<Payment> {
    const row = await this.db.maybe(`select ${COLUMNS} from backup.payment where id = $1`, [id]);
    if (!row) throw errors.noSuchPayment({ payment: id });
    return withoutNulls(row);
  }

  /** By id, after the last one of the page before. */
  async page(settlementId: string, after: number, limit: number): Promise<SoughtPayment[]> {
    const sql = `select id, reference, plate, amount, state from backup.payment where settlement_id = $1 and id > $2 order by id limit $3`;
    return allWithoutNulls(await this.db.many(sql, [settlementId, after, limit]));
  }

  /** What is on the worklist in these states, by id. */
  async worklist(settlementId: string, states: readonly PaymentState[], after: number, limit: number): Promise<Payment[]> {
    const sql = `select ${COLUMNS} from backup.payment where settlement_id = $1 and state = any($2) and id > $3 order by id limit $4`;
    return allWithoutNulls(await this.db.many(sql, [settlementId, states, after, limit]));
  }

  async looked(rows: Looked[], at: Date, by: string): Promise<void> {
    const column = (read: (row: Looked) => unknown) => rows.map((row) => read(row) ?? null);
    await this.db.run(
      `update backup.payment p set finding = n.finding, found_amount = n.found_amount, state = n.state,
         state_at = case when p.state is distinct from n.state then $5::timestamptz else p.state_at end,
         state_by = case when p.state is distinct from n.state then $6 else p.state_by end
       from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[]) as n (id, finding, found_amount, state)
       where p.id = n.id and (p.finding, p.found_amount, p.state) is distinct from (n.finding, n.found_amount, n.state)`,
      [
        column(({ id }) => id),
        column(({ finding }) => finding),
        column(({ foundAmount }) => foundAmount),
        column(({ state }) => state),
        at,
        by,
      ],
    );
  }

  async setState({ id, state, stateAt, stateBy, reason }: Payment): Promise<void> {
    await this.db.run('update backup.payment set state = $2, state_at = $3, state_by = $4, reason = $5 where id = $1', [
      id,
      state,
      stateAt,
      stateBy,
      reason,
    ]);
  }

  async progress(settlementId: string): Promise<WorklistProgress> {
    const rows = await this.db.many<{ finding: Finding | null; state: PaymentState | null; count: number }>(
      'select finding, state, count(*) as count from backup.payment where settlement_id = $1 group by finding, state',
      [settlementId],
    );
    const sum = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).reduce((all, { count }) => all + count, 0);
    const findings = (finding: Finding) => sum((row) => row.finding === finding);
    const states = (state: PaymentState) => sum((row) => row.state === state);
    return {
      findings: {
        matched: findings('matched'),
        missing: findings('missing'),
        different: findings('different'),
        'unknown-plate': findings('unknown-plate'),
      },
      states: { open: states('open'), entered: states('entered'), 'not-ours': states('not-ours') },
      unseen: sum((row) => row.state === 'entered' && row.finding !== 'matched'),
    };
  }

  /** In the order of their ids, after the last one of the page before; of one payment where `only` is given. */
  evidence(settlementId: string, zone: string, after: number, limit: number, only?: number): Promise<Evidence[]> {
    return this.db.many<Evidence>(
      `select id, source_id, format_id, reference, plate, (paid_at at time zone $5)::date as paid_on, state is distinct from 'not-ours' as counts from backup.payment
       where settlement_id = $1 and id > $2 and plate is not null and ($4::bigint is null or id = $4) order by id limit $3`,
      [settlementId, after, limit, only, zone],
    );
  }

  /** Takes away the plates of payments that were dealt with before then, or that never had to be. */
  purge(before: Date): Promise<number> {
    return this.db.run(
      `update backup.payment p set plate = null from backup.settlement s
       where s.id = p.settlement_id and p.plate is not null and p.finding is not null and p.state is distinct from 'open'
         and coalesce(p.state_at, s.matched_at) < $1`,
      [before],
    );
  }
}
