import pg from 'pg';
import { newId } from '../../../platform/index.js';
import type { ClusterManifest, Facts } from '../../manifest.js';
import { readFactsByMd5 } from '../pg-facts.js';
import { plainly, withSession } from '../pg-session.js';

/** Writers wait so long at most, less than the server waits before it looks for a deadlock among them. */
const PAUSE = '700ms';
const TRIES = 3;
const BUSY = ['55P03', '57014', '40P01'];
const LOCKABLE = `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and c.relpersistence = 'p'
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_toast' order by c.oid`;
const FLEETING = `select n.nspname || '.' || c.relname as name from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relpersistence = 'u'`;

export interface Marked {
  moment: ClusterManifest['moment'];
  /** By the server's own clock. */
  at: Date;
  /** The segment of the log in which the moment is. */
  segment: string;
  facts: Facts;
}

type Mark = Omit<Marked, 'facts'>;

/**
 * Names a point in the log, and counts what the database held at exactly that point: one session keeps writers of all tables
 * out for less than a second, another begins its snapshot, the first names the point and lets go; then the second one counts.
 * Where somebody writes longer than we may make others wait, the point is named without being counted.
 */
export async function markMoment(url: string, pointId: string): Promise<Marked> {
  return withSession(url, (reader) =>
    withSession(url, async (holder) => {
      await plainly(reader);
      await holder.query(`set statement_timeout = '${PAUSE}'`);
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const held = await hold(holder, reader, pointId).catch(async (error) => {
          await Promise.all([holder.query('rollback'), reader.query('rollback')]);
          if (!BUSY.includes(error.code)) throw error;
        });
        if (held) return { ...held, facts: await lastingFacts(reader) };
      }
      return { ...(await mark(holder, pointId, false)), facts: { tables: [], shape: {} } };
    }),
  );
}

/** Undefined when a table came or went meanwhile. */
async function hold(holder: pg.Client, reader: pg.Client, pointId: string): Promise<Mark | undefined> {
  await holder.query('begin');
  const names = await list(holder);
  if (names.length > 0) await holder.query(`lock table ${names.join(', ')} in share mode`);
  await reader.query('begin isolation level repeatable read read only');
  const seen = await list(reader);
  const marked = await mark(holder, pointId, true);
  const after = await list(holder);
  await holder.query('commit');
  if (seen.join() === names.join() && after.join() === names.join()) return marked;
  await reader.query('rollback');
  return undefined;
}

/** Its name is never given twice: going back ends at the first one of a name. */
async function mark(client: pg.Client, pointId: string, exact: boolean): Promise<Mark> {
  const name = `sinambung-${pointId.slice(0, 13)}-${newId().slice(-12)}`;
  const { rows } = await client.query<{ lsn: string; at: Date; segment: string }>(
    'select lsn::text, clock_timestamp() as at, pg_walfile_name(lsn) as segment from pg_create_restore_point($1) as lsn',
    [name],
  );
  const { lsn, at, segment } = rows[0]!;
  return { moment: { name, lsn, exact }, at, segment };
}

/** What no log holds is empty after every recovery, so it is not compared. */
export async function lastingFacts(client: pg.Client): Promise<Facts> {
  const facts = await readFactsByMd5(client);
  const fleeting = (await client.query<{ name: string }>(FLEETING)).rows.map(({ name }) => name);
  return { ...facts, tables: facts.tables.filter(({ name }) => !fleeting.includes(name)) };
}

async function list(client: pg.Client): Promise<string[]> {
  return (await client.query<{ name: string }>(LOCKABLE)).rows.map(({ name }) => name);
}
