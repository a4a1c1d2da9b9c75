import { createHash } from 'node:crypto';
import type { Facts, TableFacts } from '../manifest.js';
import { quotedName } from './maria-address.js';
import type { Ask } from './maria-session.js';

/** What is computed from other columns, the times of versioned rows among them, is made anew by the server that restores. */
const COLUMNS = `select t.table_name, coalesce(c.column_name, '') from information_schema.tables t
  left join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name and c.extra not like '%GENERATED%'
  where t.table_schema = database() and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED') order by 1, c.ordinal_position`;

const counted = (what: string, schema: string, more = 'true') =>
  `select count(*) from information_schema.${what} where ${schema} = database() and ${more}`;

const SHAPE: Record<string, string> = {
  tables: counted('tables', 'table_schema', `table_type in ('BASE TABLE', 'SYSTEM VERSIONED')`),
  views: counted('views', 'table_schema'),
  sequences: counted('tables', 'table_schema', `table_type = 'SEQUENCE'`),
  indexes: `select count(distinct table_name, index_name) from information_schema.statistics where table_schema = database()`,
  constraints: counted('table_constraints', 'constraint_schema'),
  functions: counted('routines', 'routine_schema'),
  triggers: counted('triggers', 'trigger_schema'),
  events: counted('events', 'event_schema'),
};

/** Row counts and digests of every table, in the transaction that is open in this session. */
export async function readMariaFacts(ask: Ask): Promise<Facts> {
  const columns = Map.groupBy(await ask(COLUMNS), ([table]) => table as string);
  const tables: TableFacts[] = [];
  for (const [table, rows] of columns) tables.push(await readTable(ask, table, rows.map(([, column]) => column).filter(isNamed)));
  const shape: Record<string, number> = {};
  for (const [kind, sql] of Object.entries(SHAPE)) shape[kind] = Number((await ask(sql))[0]?.[0]);
  return { tables, shape };
}

/** Each value's MD5, so that no row outgrows what the server takes in one piece; the halves of the rows' are summed, in any order. */
async function readTable(ask: Ask, name: string, columns: string[]): Promise<TableFacts> {
  const values = columns.map((column) => `ifnull(md5(cast(${quotedName(column)} as binary)), '-')`).join(', ');
  const half = (side: 'left' | 'right') => `coalesce(sum(cast(conv(${side}(h, 16), 16, 10) as decimal(20))), 0)`;
  const [row] = await ask(
    `select count(*), ${half('left')}, ${half('right')} from (select md5(concat_ws(',', '', ${values || `''`})) as h from ${quotedName(name)}) as digests`,
  );
  const [count, a, b] = row as [string, string, string];
  return { name, rows: Number(count), digest: createHash('sha256').update(`${count}:${a}:${b}`).digest('hex') };
}

function isNamed(column: string | undefined): column is string {
  return column !== undefined && column !== '';
}
