import pg from 'pg';
import { errors } from '../errors.js';
import { shown } from './pg-address.js';

/** How values are written as text must not depend on a server's settings, or digests would differ. */
export const PLAIN = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set xmloption = 'content'; set lc_monetary = 'C'; set search_path = ''; set row_security = off;`;

/** One connection for one piece of work, closed at its end. Throws `source-unreachable` when there is none to be had. */
export async function withSession<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sinambung-backup',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  let lost: Error | undefined;
  client.on('error', (error) => {
    lost = error;
  });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw errors.sourceUnreachable({ source: shown(url), detail: messageOf(error) });
  }
  try {
    return await work(client);
  } catch (error) {
    throw lost ? errors.sourceUnreachable({ source: shown(url), detail: lost.message }) : error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function plainly(client: pg.Client): Promise<pg.Client> {
  await client.query(PLAIN);
  return client;
}

/** Whether a database of this name is there; `url` may name any database of the server. */
export async function databaseExists(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
}

function messageOf(error: unknown): string {
  const { message, code } = error as Error & { code?: string };
  return message || code || String(error);
}
