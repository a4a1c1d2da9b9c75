import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Settlement } from './types.js';

const COLUMNS = `id, restore_id, source_id, format_id, file_name, sha256, row_count, new_count, first_day, last_day, imported_at, imported_by,
  matched_at, matched_in`;
const STAGED = 'line, reference, plate, amount, paid_at';

type LossOf = Pick<Settlement, 'restoreId' | 'firstDay' | 'lastDay'>;
type FormatKey = Pick<Settlement, 'sourceId' | 'formatId'>;

interface FaultyLine {
  row: number;
  /** How many have this fault; only the first of them are returned. */
  count: number;
}

@Injectable()
export class SettlementStore {
  constructor(private readonly db: Db) {}

  /** Copies lines of PostgreSQL's COPY text format into a table that lives as long as the transaction. */
  async stage(lines: AsyncIterable<string>): Promise<void> {
    await this.db.run(
      'create temporary table staged_payment (line integer, reference text, plate text, amount bigint, paid_at timestamp) on commit drop',
    );
    await this.db.copyIn(`staged_payment (${STAGED})`, lines);
  }

  /** Lines whose reference an earlier line of the file bears. */
  stagedTwice(limit: number): Promise<FaultyLine[]> {
    return this.db.many(
      `select row, count(*) over () as count
       from (select line as row, row_number() over (partition by reference order by line) as nth from staged_payment) numbered
       where nth > 1 order by row limit $1`,
      [limit],
    );
  }

  /** Lines that say something else of a reference than an earlier file did. */
  stagedOtherwise({ sourceId, formatId }: FormatKey, zone: string, limit: number): Promise<FaultyLine[]> {
    return this.db.many(
      `select s.line as row, count(*) over () as count from staged_payment s join backup.payment p on p.reference = s.reference
       where p.source_id = $1 and p.format_id = $2
         and (p.amount <> s.amount or p.paid_at <> s.paid_at at time zone $3 or p.plate <> s.plate) order by row limit $4`,
      [sourceId, formatId, zone, limit],
    );
  }

  /** Takes over what was staged and is not known; returns how many. Needs `lockFormat`. */
  async merge(id: string, { sourceId, formatId }: FormatKey, zone: string): Promise<number> {
    return this.db.run(
      `insert into backup.payment (settlement_id, source_id, format_id, reference, line, plate, amount, paid_at)
       select $1, $2, $3, reference, line, plate, amount, paid_at at time zone $4 from staged_payment s
       where not exists (select from backup.payment p where (p.source_id, p.format_id, p.reference) = ($2, $3, s.reference)) order by line`,
      [id, sourceId, formatId, zone],
    );
  }

  async add(s: Settlement): Promise<void> {
    await this.db.run(
      `insert into backup.settlement (id, restore_id, source_id, format_id, file_name, sha256, row_count, new_count, first_day, last_day,
         imported_at, imported_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        s.id,
        s.restoreId,
        s.sourceId,
        s.formatId,
        s.fileName,
        s.sha256,
        s.rowCount,
        s.newCount,
        s.firstDay,
        s.lastDay,
        s.importedAt,
        s.importedBy,
      ],
    );
  }

  /** Its payments are changed by one at a time. */
  async lock(id: string): Promise<Settlement> {
    await this.db.maybe('select from backup.settlement where id = $1 for update', [id]);
    return this.get(id);
  }

  async get(id: string): Promise<Settlement> {
    const row = await this.db.maybe(`select ${COLUMNS} from backup.settlement where id = $1`, [id]);
    if (!row) throw errors.noSuchSettlement({ settlement: id });
    return withoutNulls(row);
  }

  /** The settlement that was made of the same bytes. Files of one source and format come one after the other. */
  async sameFile({ sourceId, formatId }: FormatKey, sha256: string): Promise<Settlement | undefined> {
    const row = await this.db.maybe(
      `select ${COLUMNS} from backup.settlement where source_id = $1 and format_id = $2 and sha256 = $3`,
      [sourceId, formatId, sha256],
    );
    return row && withoutNulls<Settlement>(row);
  }

  /** What was restored last is what a file that is sent again belongs to. */
  async moveTo(id: string, { restoreId, firstDay, lastDay }: LossOf): Promise<Settlement> {
    const sql = 'update backup.settlement set restore_id = $2, first_day = $3, last_day = $4 where id = $1';
    await this.db.run(sql, [id, restoreId, firstDay, lastDay]);
    return this.get(id);
  }

  async lockFormat({ sourceId, formatId }: FormatKey): Promise<void> {
    await this.db.many(`select pg_advisory_xact_lock(hashtextextended('backup.settlement:' || $1 || ':' || $2, 0))`, [
      sourceId,
      formatId,
    ]);
  }

  /** Newest first. */
  async ofSource(sourceId: string): Promise<Settlement[]> {
    const sql = `select ${COLUMNS} from backup.settlement where source_id = $1 order by imported_at desc, id desc limit 100`;
    return allWithoutNulls(await this.db.many(sql, [sourceId]));
  }

  async matched(id: string, at: Date, database: string): Promise<void> {
    await this.db.run('update backup.settlement set matched_at = $2, matched_in = $3 where id = $1', [id, at, database]);
  }
}
