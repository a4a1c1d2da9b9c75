import pg from 'pg';
import type { Census } from './engine.js';
import { withSession } from './pg-session.js';

/** In all: whoever chooses a point must not wait long for a comparison. */
const BUDGET_MS = 3_000;
const OUT_OF_TIME = '57014';
const TABLES = `select n.nspname as schema, c.relname as name, greatest(pg_stat_get_live_tuples(c.oid), c.reltuples, 0)::bigint as guess
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema')
    and n.nspname !~ '^pg_(toast|temp)' and not exists (select from pg_depend d where d.deptype = 'e' and d.objid = c.oid)
  order by c.relpages`;

interface Found {
  schema: string;
  name: string;
  guess: string;
}

/** Rows of every table, the small ones first; what the time does not suffice for is what the server believes. */
export function takePgCensus(url: string): Promise<Census> {
  return withSession(url, async (client) => {
    const until = performance.now() + BUDGET_MS;
    const census: Census = { tables: [], isEstimate: false };
    for (const found of (await client.query<Found>(TABLES)).rows) {
      const counted = await count(client, found, Math.floor(until - performance.now()));
      census.isEstimate ||= counted === undefined;
      census.tables.push({ name: `${found.schema}.${found.name}`, rows: counted ?? Number(found.guess) });
    }
    return census;
  });
}

async function count(client: pg.Client, { schema, name }: Found, patience: number): Promise<number | undefined> {
  if (patience < 1) return undefined;
  await client.query(`set statement_timeout = ${patience}`);
  const sql = `select count(*) as rows from only ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
  const counted = await client.query<{ rows: string }>(sql).catch((error) => {
    if (error.code !== OUT_OF_TIME) throw error;
    return undefined;
  });
  return counted && Number(counted.rows[0]?.rows);
}
