import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { errors } from '../errors.js';
import type { Proof } from '../manifest.js';
import type { DatabaseSource } from '../shelf-schema.js';
import { inDatabase } from './pg-address.js';
import { databaseExists, withSession } from './pg-session.js';
import { checkFits, versionOf } from './tools.js';

const DUPLICATE_DATABASE = '42P04';
const ASSERTION_LIMIT = '5min';

/** Makes, names and drops whole databases of a server, given by the address of any database on it. */
@Injectable()
export class Databases {
  /** Throws unless psql is here and the server answers. */
  async ready(server: string): Promise<void> {
    const major = await onServer(server, async (client) => {
      const { rows } = await client.query<{ major: number }>(
        `select current_setting('server_version_num')::int / 10000 as major`,
      );
      return rows[0]?.major ?? 0;
    });
    checkFits('psql', await versionOf('psql', major), major);
  }

  /** What a new database must be told so that it sorts and stores as this one does. */
  async origin(client: pg.Client): Promise<Record<string, string>> {
    const { rows } = await client.query<Record<string, string>>(
      `select datname as database, current_setting('server_version') as version, pg_encoding_to_char(encoding) as encoding,
         datcollate as collate, datctype as ctype from pg_database where datname = current_database()`,
    );
    return rows[0] as Record<string, string>;
  }

  /** Empty, whatever was there under this name; it carries the name in its comment, also after it was renamed. */
  async create(server: string, name: string, origin: Record<string, string>): Promise<void> {
    const quoted = pg.escapeIdentifier(name);
    const literal = (key: string) => pg.escapeLiteral(origin[key] ?? '');
    await onServer(server, async (client) => {
      await client.query(`drop database if exists ${quoted} with (force)`);
      await client.query(
        `create database ${quoted} template template0 encoding ${literal('encoding')} lc_collate ${literal('collate')} lc_ctype ${literal('ctype')}`,
      );
      await client.query(`comment on database ${quoted} is ${pg.escapeLiteral(name)}`);
    });
  }

  async drop(server: string, name: string): Promise<void> {
    await onServer(server, (client) => client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`));
  }

  exists(server: string, name: string): Promise<boolean> {
    return onServer(server, (client) => databaseExists(client, name));
  }

  /** Does nothing when it was renamed already, before this process was killed. Throws `name-taken`. */
  async rename(server: string, from: string, to: string): Promise<void> {
    await onServer(server, async (client) => {
      const comment = `select shobj_description(oid, 'pg_database') as text from pg_database where datname = $1`;
      const found = (await client.query<{ text: string | null }>(comment, [to])).rows[0];
      if (found?.text === from) return;
      if (found) throw errors.nameTaken({ name: to });
      await client.query(`alter database ${pg.escapeIdentifier(from)} rename to ${pg.escapeIdentifier(to)}`).catch((error) => {
        throw error.code === DUPLICATE_DATABASE ? errors.nameTaken({ name: to }) : error;
      });
    });
  }

  /** A restored database has no statistics, and would answer slowly until it is given some. */
  async analyze(server: string, name: string): Promise<void> {
    await withSession(inDatabase(server, name), (client) => client.query('analyze'));
  }

  /** Each one alone and read-only; one that cannot be run does not hold. */
  assertions(url: string, wanted: DatabaseSource['assertions']): Promise<Proof['assertions']> {
    return withSession(url, async (client) => {
      await client.query(`set statement_timeout = '${ASSERTION_LIMIT}'; set default_transaction_read_only = on`);
      const results: Proof['assertions'] = [];
      for (const { name, sql } of wanted) {
        const answer = await client.query({ text: sql, rowMode: 'array' }).catch(() => undefined);
        results.push({ name, held: answer?.rows[0]?.[0] === true });
      }
      return results;
    });
  }
}

function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withSession(inDatabase(server, 'postgres'), work);
}
