import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { Kind, Listed, Problem, SheetRow } from './types.js';

/** A line of a file on its way into the database: what it says of a thing, or what is wrong with it. */
export type StagedLine = (SheetRow & { kind: Kind; owner: string }) | Problem;

/** All that the files say of one thing, and what is known of it. */
export interface Gathered {
  owner: string;
  rows: SheetRow[];
  known: Listed | null;
}

/** What was read stands in tables that live as long as the transaction. */
@Injectable()
export class StagingStore {
  constructor(private readonly db: Db) {}

  /** Streams lines by COPY, whatever their number. */
  async stage(lines: AsyncIterable<StagedLine>): Promise<void> {
    await this.db.run(
      `create temporary table incoming (
         number integer generated always as identity, kind text, owner text collate "C", sheet text, row integer, item jsonb,
         column_name text, problem text, value text
       ) on commit drop`,
    );
    await this.db.run(
      `create temporary table candidate (kind text, id text, sheet text, row integer, fields text[], before jsonb, after jsonb, primary key (kind, id)) on commit drop`,
    );
    await this.db.copyIn('incoming (kind, owner, sheet, row, item, column_name, problem, value)', copyLines(lines), 'csv');
    await this.db.run('create index on incoming (kind, owner, number)');
    await this.db.run('analyze incoming');
  }

  /** The next things of a kind after an id, in the order of their ids. */
  gathered(kind: Kind, after: string, limit: number): Promise<Gathered[]> {
    return this.db.many(
      `select o.owner, l.listed as known,
         (select jsonb_agg(jsonb_build_object('sheet', i.sheet, 'row', i.row, 'item', i.item) order by i.number)
          from incoming i where i.kind = $1 and i.owner = o.owner) as rows
       from (select distinct owner from incoming where kind = $1 and owner > $2 order by owner limit $3) o
       left join directory.listed l on l.kind = $1 and l.id = o.owner order by o.owner`,
      [kind, after, limit],
    );
  }

  /** Things that are new or differ. */
  async propose(
    items: { kind: Kind; id: string; sheet: string; row: number; fields: string[]; before?: Listed; after: Listed }[],
  ): Promise<void> {
    if (items.length === 0) return;
    await this.db.run(
      `insert into candidate select kind, id, sheet, row, array(select jsonb_array_elements_text(fields)), before, after
       from jsonb_to_recordset($1) as t (kind text, id text, sheet text, row integer, fields jsonb, before jsonb, after jsonb)`,
      [JSON.stringify(items)],
    );
  }

  async complain(problems: { sheet: string; row: number; column: string; problem: string; value: string }[]): Promise<void> {
    if (problems.length === 0) return;
    await this.db.run(
      `insert into incoming (sheet, row, column_name, problem, value) select sheet, row, "column", problem, left(value, 200)
       from jsonb_to_recordset($1) as t (sheet text, row integer, "column" text, problem text, value text)`,
      [JSON.stringify(problems)],
    );
  }
}

async function* copyLines(lines: AsyncIterable<StagedLine>): AsyncGenerator<string> {
  for await (const line of lines) {
    const cells =
      'problem' in line
        ? [undefined, undefined, line.file, line.row, undefined, line.column, line.problem, line.value.slice(0, 200)]
        : [line.kind, line.owner, line.sheet, line.row, JSON.stringify(line.item)];
    yield `${Array.from({ length: 8 }, (_, index) => quoted(cells[index])).join(',')}\n`;
  }
}

/** An unquoted empty cell is null. */
function quoted(cell: string | number | undefined): string {
  return cell === undefined ? '' : `"${String(cell).replaceAll('"', '""').replaceAll('\0', '\ufffd')}"`;
}
