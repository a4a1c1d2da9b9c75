import { createHash } from 'node:crypto';
import pg from 'pg';
import type { TableFacts } from '../manifest.js';
import { run } from './child.js';
import { libpqEnv } from './pg-address.js';
import { PLAIN } from './pg-session.js';
import { RowDigest } from './row-digest.js';

const PSQL = ['--no-psqlrc', '--quiet', '--no-password', '--set=ON_ERROR_STOP=1', '--file=-'];
const BEGIN = 'begin isolation level repeatable read read only;';
/** As pg_dump has it. */
const LIKE_A_DUMP = `${PLAIN.replaceAll('\n', ' ')} set extra_float_digits = 3;`;
const END_OF_ROWS = `\\echo '\\\\.'`;

export interface Table {
  schema: string;
  name: string;
  hasMoney: boolean;
}

export function nameOf({ schema, name }: Table): string {
  return `${schema}.${name}`;
}

export function quoted({ schema, name }: Table): string {
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
}

/** Rows as COPY writes them, by psql, which passes them on many times quicker than a driver to which each is a message. */
export async function readLines(url: string, tables: Table[], snapshot?: string): Promise<Map<string, RowDigest>> {
  if (tables.length === 0) return new Map();
  const digests = tables.map(() => new RowDigest());
  const child = run('psql', PSQL, { ...libpqEnv(url), PGCLIENTENCODING: 'UTF8' });
  const begin = [BEGIN, ...(snapshot ? [`set transaction snapshot '${snapshot}';`] : []), LIKE_A_DUMP];
  const copies = tables.flatMap((table) => [`copy ${quoted(table)} to stdout;`, END_OF_ROWS]);
  child.process.stdin.end(`${[...begin, ...copies].join('\n')}\n`);
  let turn = 0;
  for await (const chunk of child.process.stdout as AsyncIterable<Buffer>)
    for (let at = 0; at >= 0 && at < chunk.length; ) {
      at = digests[turn]!.take(chunk, at);
      if (at >= 0) turn++;
    }
  await child.ended;
  return new Map(tables.map((table, index) => [nameOf(table), digests[index]!]));
}

/** The rows' MD5 halves are summed, so that their order does not matter and no row is held in memory. */
export async function readMd5(client: pg.Client, table: Table): Promise<TableFacts> {
  const half = (side: 'left' | 'right') => `coalesce(sum(('x' || ${side}(h, 16))::bit(64)::bigint::numeric), 0)::text`;
  const { rows } = await client.query<{ rows: string; a: string; b: string }>(
    `select count(*) as rows, ${half('left')} as a, ${half('right')} as b from (select md5(sinambung_row::text) as h from only ${quoted(table)} as sinambung_row) as digests`,
  );
  const { rows: count, a, b } = rows[0] as { rows: string; a: string; b: string };
  return {
    name: nameOf(table),
    rows: Number(count),
    digest: createHash('sha256').update(`${count}:${a}:${b}`).digest('hex'),
  };
}
