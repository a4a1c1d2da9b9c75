import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from './errors.js';
import type { CheckedImport, Count, ImportItem, Kind, Problem } from './types.js';

const KEPT = 5;

/** Adding up numbers that stand for the rows needs no order. */
const PRINT = `select md5(string_agg(part, ' ' order by part)) as print from (
  select kind || coalesce(sum(hashtextextended(id || listed::text, 0)::numeric), 0) as part from directory.listed group by kind) parts`;

/** The dry runs. */
@Injectable()
export class ImportRecordStore {
  constructor(private readonly db: Db) {}

  /** Stands for all facts that an import may change: another value, other facts. */
  async print(): Promise<string> {
    return (await this.db.one<{ print: string | null }>(PRINT)).print ?? '';
  }

  /** Keeps what was staged as a dry run. */
  async record(run: CheckedImport & { base: string }): Promise<void> {
    await this.db.run(
      'insert into directory.import (id, files, base, counts, problems, checked_at, checked_by) values ($1, $2, $3, $4, $5, $6, $7)',
      [run.id, run.files, run.base, run.counts, run.problems, run.checkedAt, run.checkedBy],
    );
    await this.db.run('insert into directory.import_item select $1, kind, id, sheet, row, fields, before, after from candidate', [
      run.id,
    ]);
    await this.forget();
  }

  /** Of what was applied the record stays; dry runs that were not, and details, are kept of the newest few. */
  private async forget(): Promise<void> {
    const old = `not in (select id from directory.import order by checked_at desc, id desc limit ${KEPT})`;
    await this.db.run(`delete from directory.import where applied_at is null and id ${old}`);
    await this.db.run(`delete from directory.import_item where import_id ${old}`);
  }

  /** Problems in the order of the files; `files` gives the name of the file of each sheet. */
  async recordProblems(importId: string, files: Record<string, string>): Promise<void> {
    await this.db.run(
      `insert into directory.import_problem (import_id, file, row, column_name, problem, value)
       select $1, coalesce($2::jsonb ->> sheet, sheet), row, column_name, problem, value from incoming where problem is not null
       order by 2, row, column_name, problem`,
      [importId, JSON.stringify(files)],
    );
  }

  async problemCount(): Promise<number> {
    return (await this.db.one<{ count: number }>('select count(*) as count from incoming where problem is not null')).count;
  }

  /** How many things of each kind were proposed, are known, and are named. */
  async counts(): Promise<Record<Kind, Count>> {
    const rows = await this.db.many<Count & { kind: Kind }>(
      `with named as (select distinct kind, owner from incoming where kind is not null)
       select k.kind,
         (select count(*) from candidate c where c.kind = k.kind and c.before is null) as added,
         (select count(*) from candidate c where c.kind = k.kind and c.before is not null) as changed,
         (select count(*) from named n where n.kind = k.kind and not exists (select from candidate c where (c.kind, c.id) = (n.kind, n.owner))
           and exists (select from directory.listed l where (l.kind, l.id) = (n.kind, n.owner))) as same,
         (select count(*) from directory.listed l where l.kind = k.kind and not exists (select from named n where (n.kind, n.owner) = (l.kind, l.id))) as unlisted
       from unnest(array['agency', 'service', 'office', 'channel', 'offering']) as k (kind)`,
    );
    return Object.fromEntries(rows.map(({ kind, ...count }) => [kind, count])) as Record<Kind, Count>;
  }

  async get(id: string): Promise<CheckedImport & { base: string }> {
    const found = await this.db.maybe(`select * from directory.import where id = $1`, [id]);
    if (!found) throw errors.noSuchImport({ import: id });
    return withoutNulls(found);
  }

  async newest(limit: number): Promise<CheckedImport[]> {
    return allWithoutNulls(
      await this.db.many('select * from directory.import order by checked_at desc, id desc limit $1', [limit]),
    );
  }

  problems(importId: string, limit: number, offset = 0): Promise<Problem[]> {
    return this.db.many(
      `select file, row, column_name as column, problem, value from directory.import_problem where import_id = $1 order by number limit $2 offset $3`,
      [importId, limit, offset],
    );
  }

  /** Changed things first: they are what a reader must look at. */
  async items(importId: string, limit: number, offset = 0): Promise<ImportItem[]> {
    return allWithoutNulls(
      await this.db.many(
        `select kind, id, sheet, row, fields, before, after from directory.import_item where import_id = $1
         order by before is null, kind, id limit $2 offset $3`,
        [importId, limit, offset],
      ),
    );
  }
}
