import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Span } from './rules.js';
import type { PaperBatch } from './types.js';

const COLUMNS = `id, office_id, service_id, day, forms, serial_prefix, serial_digits, first, lies_at, registered_at, registered_by, entered_at, entered_by,
  (select coalesce(sum(upper(r) - lower(r)), 0)::int from unnest(entered) r) as entered,
  (select coalesce(jsonb_agg(jsonb_build_object('from', lower(r), 'to', upper(r) - 1) order by r), '[]')
     from unnest(int8multirange(int8range(first, first + forms)) - entered) r) as missing`;

type Row = Omit<PaperBatch, 'serials'> & { serialPrefix?: string; serialDigits?: number; first?: number };

@Injectable()
export class PaperStore {
  constructor(private readonly db: Db) {}

  /** One bundle of an office is registered at a time. Held until the transaction ends. */
  async lockOffice(officeId: string): Promise<void> {
    await this.db.many(`select pg_advisory_xact_lock(hashtextextended('backup.paper:' || $1, 0))`, [officeId]);
  }

  async add({ serials, ...batch }: PaperBatch): Promise<void> {
    await this.db.run(
      `insert into backup.paper_batch (id, office_id, service_id, day, forms, serial_prefix, serial_digits, first, lies_at, registered_at, registered_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        batch.id,
        batch.officeId,
        batch.serviceId,
        batch.day,
        batch.forms,
        serials?.prefix,
        serials?.digits,
        serials?.from ?? 1,
        batch.liesAt,
        batch.registeredAt,
        batch.registeredBy,
      ],
    );
  }

  async lock(id: string): Promise<PaperBatch> {
    await this.db.maybe('select from backup.paper_batch where id = $1 for update', [id]);
    const [batch] = await this.select('id = $1', [id]);
    if (!batch) throw errors.noSuchBatch({ batch: id });
    return batch;
  }

  async enter(id: string, spans: Span[], at: Date, by: string): Promise<void> {
    await this.db.run(
      `update backup.paper_batch set entered_at = $3, entered_by = $4, entered = entered + (
         select range_agg(int8range(s."from", s."to" + 1)) from jsonb_to_recordset($2::jsonb) as s ("from" bigint, "to" bigint)) where id = $1`,
      [id, JSON.stringify(spans), at, by],
    );
  }

  async remove(id: string): Promise<void> {
    await this.db.run('delete from backup.paper_batch where id = $1', [id]);
  }

  /** By day; days are civil dates, both included. */
  ofOffice(officeId: string, first = '-infinity', last = 'infinity'): Promise<PaperBatch[]> {
    return this.select('office_id = $1 and day between $2 and $3', [officeId, first, last]);
  }

  /** Offices with forms, the one with the most that are missing first. */
  offices(): Promise<{ officeId: string; forms: number; entered: number; firstDay: string; lastDay: string }[]> {
    return this.db.many(
      `select office_id, sum(forms)::int as forms, min(day) as first_day, max(day) as last_day,
         sum((select coalesce(sum(upper(r) - lower(r)), 0) from unnest(entered) r))::int as entered
       from backup.paper_batch group by office_id
       order by sum(forms) - sum((select coalesce(sum(upper(r) - lower(r)), 0) from unnest(entered) r)) desc, office_id`,
    );
  }

  private async select(where: string, parameters: unknown[]): Promise<PaperBatch[]> {
    const sql = `select ${COLUMNS} from backup.paper_batch where ${where} order by day, service_id, registered_at, id`;
    return allWithoutNulls<Row>(await this.db.many(sql, parameters)).map(({ serialPrefix, serialDigits, first, ...batch }) =>
      serialDigits === undefined
        ? batch
        : { ...batch, serials: { prefix: serialPrefix ?? '', digits: serialDigits, from: first!, to: first! + batch.forms - 1 } },
    );
  }
}
