import type pg from 'pg';
import type { Facts, TableFacts } from '../manifest.js';
import { nameOf, quoted, readLines, readMd5, type Table } from './pg-table-digests.js';
import type { RowDigest } from './row-digest.js';

/** What belongs to an extension comes with it and is not dumped. */
export const NOT_OF_EXTENSION = `not exists (select from pg_catalog.pg_depend d where d.deptype = 'e' and d.objid = o.oid)`;
export const OURS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;

/** How money is written depends on a setting that a dump leaves alone. */
const HAS_MONEY = `exists (select from pg_catalog.pg_attribute a where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
  and a.atttypid in ('pg_catalog.money'::regtype, 'pg_catalog.money[]'::regtype))`;
const TABLES = `select n.nspname as schema, o.relname as name, ${HAS_MONEY} as "hasMoney"
  from pg_catalog.pg_class o join pg_catalog.pg_namespace n on n.oid = o.relnamespace
  where o.relkind = 'r' and o.relpersistence <> 't' and ${OURS} and ${NOT_OF_EXTENSION} order by 1, 2`;

const counted = (from: string, schema: string, more = 'true') =>
  `(select count(*) from pg_catalog.${from} o join pg_catalog.pg_namespace n on n.oid = o.${schema} where ${OURS} and ${NOT_OF_EXTENSION} and ${more})::int`;

const SHAPE = `select ${counted('pg_class', 'relnamespace', `o.relkind in ('r', 'p')`)} as tables,
  ${counted('pg_class', 'relnamespace', `o.relkind = 'i'`)} as indexes,
  ${counted('pg_class', 'relnamespace', `o.relkind in ('v', 'm')`)} as views,
  ${counted('pg_class', 'relnamespace', `o.relkind = 'S'`)} as sequences,
  ${counted('pg_constraint', 'connamespace')} as constraints,
  ${counted('pg_proc', 'pronamespace')} as functions,
  (select count(*) from pg_catalog.pg_trigger where not tgisinternal)::int as triggers,
  (select count(*) from pg_catalog.pg_largeobject_metadata)::int as large_objects`;

/** What a database holds by the rows as COPY writes them. */
export async function readFacts(client: pg.Client, url: string): Promise<Facts> {
  const tables = await tablesOf(client);
  return { digests: 'copy-lines', tables: told(tables, await readLines(url, tables)), shape: await shapeOf(client) };
}

/**
 * The same of a dump that passes by, in its snapshot. The server counts for itself meanwhile; a table of which the dump tells
 * something else, or nothing that is understood, is read again by itself.
 */
export async function factsOfDump(client: pg.Client, url: string, dump: PassingDump): Promise<Facts> {
  const tables = await tablesOf(client);
  const counts = new Map<Table, number>();
  for (const table of tables) counts.set(table, await count(client, table));
  const shape = await shapeOf(client);
  const seen = await dump.ended();
  const missing = tables.filter((table) => table.hasMoney || seen.get(nameOf(table))?.rows !== counts.get(table));
  for (const [name, digest] of await readLines(url, missing, dump.snapshot)) seen.set(name, digest);
  return { digests: 'copy-lines', tables: told(tables, seen), shape };
}

export interface PassingDump {
  snapshot: string;
  /** Once all has passed. */
  ended(): Promise<Map<string, RowDigest>>;
}

/** As points of before 'copy-lines' had it: row counts and MD5 digests, in the session of `client` (see `plainly`). */
export async function readFactsByMd5(client: pg.Client): Promise<Facts> {
  const tables: TableFacts[] = [];
  for (const table of await tablesOf(client)) tables.push(await readMd5(client, table));
  return { tables, shape: await shapeOf(client) };
}

async function tablesOf(client: pg.Client): Promise<Table[]> {
  return (await client.query<Table>(TABLES)).rows;
}

async function shapeOf(client: pg.Client): Promise<Record<string, number>> {
  return (await client.query<Record<string, number>>(SHAPE)).rows[0] ?? {};
}

function told(tables: Table[], digests: Map<string, RowDigest>): TableFacts[] {
  return tables.map(nameOf).map((name) => ({ name, rows: digests.get(name)!.rows, digest: digests.get(name)!.digest }));
}

async function count(client: pg.Client, table: Table): Promise<number> {
  const { rows } = await client.query<{ rows: string }>(`select count(*) as rows from only ${quoted(table)}`);
  return Number(rows[0]?.rows);
}
