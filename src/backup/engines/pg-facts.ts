import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Facts, TableFacts } from '../manifest.js';

/** What belongs to an extension comes with it and is not dumped. */
export const NOT_OF_EXTENSION = `not exists (select from pg_catalog.pg_depend d where d.deptype = 'e' and d.objid = o.oid)`;
export const OURS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;

const TABLES = `select n.nspname as schema, o.relname as name from pg_catalog.pg_class o join pg_catalog.pg_namespace n on n.oid = o.relnamespace
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

/** Row counts and digests of every table, in the transaction that is open on `client` (see `plainly`). */
export async function readFacts(client: pg.Client): Promise<Facts> {
  const tables: TableFacts[] = [];
  for (const { schema, name } of (await client.query<{ schema: string; name: string }>(TABLES)).rows)
    tables.push(await readTable(client, schema, name));
  const shape = (await client.query<Record<string, number>>(SHAPE)).rows[0] ?? {};
  return { tables, shape };
}

/** The rows' MD5 halves are summed, so that their order does not matter and no row is held in memory. */
async function readTable(client: pg.Client, schema: string, name: string): Promise<TableFacts> {
  const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
  const half = (side: 'left' | 'right') => `coalesce(sum(('x' || ${side}(h, 16))::bit(64)::bigint::numeric), 0)::text`;
  const { rows } = await client.query<{ rows: string; a: string; b: string }>(
    `select count(*) as rows, ${half('left')} as a, ${half('right')} as b from (select md5(sinambung_row::text) as h from only ${table} as sinambung_row) as digests`,
  );
  const { rows: count, a, b } = rows[0] as { rows: string; a: string; b: string };
  return {
    name: `${schema}.${name}`,
    rows: Number(count),
    digest: createHash('sha256').update(`${count}:${a}:${b}`).digest('hex'),
  };
}
