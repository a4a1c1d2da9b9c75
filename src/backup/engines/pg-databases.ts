import { finished } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { errors } from '../errors.js';
import type { Facts, Proof, RightsGiven } from '../manifest.js';
import type { DatabaseSource } from '../shelf-schema.js';
import { checkName } from './database-names.js';
import type { Databases, Loading } from './database-system.js';
import type { Census, Exchange } from './engine.js';
import { inDatabase, shown } from './pg-address.js';
import { takePgCensus } from './pg-census.js';
import { exchangePgNames } from './pg-exchange.js';
import { readFacts, readFactsByMd5 } from './pg-facts.js';
import { givePgRights } from './pg-give-rights.js';
import { PgLoading } from './pg-loading.js';
import { pgRoom } from './pg-room.js';
import { databaseExists, plainly, withSession } from './pg-session.js';
import { checkFits, checkTakes } from './tools.js';

const DUPLICATE_DATABASE = '42P04';
const NO_RIGHT = '42501';
const ASSERTION_LIMIT = '5min';
const ANALYZERS = 2;
const TABLES = `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
  order by c.relpages desc`;

@Injectable()
export class PgDatabases implements Databases {
  async ready(server: string): Promise<void> {
    await checkFits('psql', `PostgreSQL ${await majorOf(server)}`);
  }

  async checkTakes(server: string, { version = '' }: Record<string, string>): Promise<void> {
    checkTakes(`PostgreSQL ${await majorOf(server)}`, `PostgreSQL ${version}`);
  }

  onTheWay(): [] {
    return [];
  }

  /** The comment stays after it was renamed. Throws `may-not-create`. */
  async create(server: string, name: string, origin: Record<string, string>): Promise<void> {
    const quoted = pg.escapeIdentifier(checkName(name));
    const literal = (key: string) => pg.escapeLiteral(origin[key] ?? '');
    await onServer(server, async (client) => {
      await client.query(`drop database if exists ${quoted} with (force)`);
      await client
        .query(
          `create database ${quoted} template template0 encoding ${literal('encoding')} lc_collate ${literal('collate')} lc_ctype ${literal('ctype')}`,
        )
        .catch((error) => {
          throw error.code === NO_RIGHT ? errors.mayNotCreate({ user: client.user, server: shown(server) }) : error;
        });
      await client.query(`comment on database ${quoted} is ${pg.escapeLiteral(name)}`);
    });
  }

  async drop(server: string, name: string): Promise<void> {
    await onServer(server, (client) =>
      client.query(`drop database if exists ${pg.escapeIdentifier(checkName(name))} with (force)`),
    );
  }

  exists(server: string, name: string): Promise<boolean> {
    return onServer(server, (client) => databaseExists(client, name));
  }

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

  load(url: string): Loading {
    const input = new PgLoading(url);
    return { input, ended: finished(input), stop: () => input.destroy() };
  }

  async analyze(server: string, name: string): Promise<void> {
    const url = inDatabase(server, name);
    const tables = await withSession(url, async (client) => (await client.query<{ name: string }>(TABLES)).rows);
    const worker = () =>
      withSession(url, async (client) => {
        for (let table = tables.shift(); table; table = tables.shift()) await client.query(`analyze ${table.name}`);
      });
    await Promise.all(Array.from({ length: ANALYZERS }, worker));
  }

  facts(url: string, digests: Facts['digests']): Promise<Facts> {
    return withSession(url, async (client) => {
      await plainly(client);
      return digests === 'copy-lines' ? readFacts(client, url) : readFactsByMd5(client);
    });
  }

  assertions(url: string, wanted: DatabaseSource['assertions']): Promise<Proof['assertions']> {
    return withSession(url, async (client) => {
      await client.query(`set statement_timeout = '${ASSERTION_LIMIT}'; set default_transaction_read_only = on`);
      const results: Proof['assertions'] = [];
      for (const { name, sql } of wanted) {
        // In the extended protocol the server takes one statement: a second one could undo what is set above.
        const asked = { text: sql, rowMode: 'array', queryMode: 'extended' } as pg.QueryArrayConfig;
        const answer = await client.query(asked).catch(() => undefined);
        results.push({ name, held: answer?.rows[0]?.[0] === true });
      }
      return results;
    });
  }

  size(server: string, name: string): Promise<number> {
    return onServer(server, async (client) => {
      const { rows } = await client.query<{ bytes: string }>('select pg_database_size($1) as bytes', [name]);
      return Number(rows[0]?.bytes);
    });
  }

  room(server: string): Promise<number | undefined> {
    return pgRoom(server);
  }

  census(url: string): Promise<Census> {
    return takePgCensus(url);
  }

  exchange(server: string, original: string, names: Exchange): Promise<void> {
    return exchangePgNames(server, original, names);
  }

  missingRoles(server: string, names: readonly string[]): Promise<string[]> {
    const missing = 'select name from unnest($1::text[]) as name where name not in (select rolname from pg_roles) order by 1';
    return onServer(server, async (client) =>
      (await client.query<{ name: string }>(missing, [names])).rows.map(({ name }) => name),
    );
  }

  giveRights(server: string, name: string, script: string): Promise<RightsGiven> {
    return givePgRights(inDatabase(server, name), name, script);
  }
}

function majorOf(server: string): Promise<number> {
  return onServer(server, async (client) => {
    const { rows } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`);
    return rows[0]?.major ?? 0;
  });
}

function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withSession(inDatabase(server, 'postgres'), work);
}
