import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { errors } from '../errors.js';
import type { Facts, Proof } from '../manifest.js';
import type { DatabaseSource } from '../shelf-schema.js';
import { type Child, run } from './child.js';
import type { Databases } from './database-system.js';
import type { Census, Exchange } from './engine.js';
import { inDatabase, libpqEnv } from './pg-address.js';
import { takePgCensus } from './pg-census.js';
import { exchangePgNames } from './pg-exchange.js';
import { readFacts } from './pg-facts.js';
import { pgRoom } from './pg-room.js';
import { databaseExists, plainly, withSession } from './pg-session.js';
import { checkFits, checkTakes } from './tools.js';

const DUPLICATE_DATABASE = '42P04';
const ASSERTION_LIMIT = '5min';
const LOAD = ['--no-psqlrc', '--quiet', '--no-password', '--set=ON_ERROR_STOP=1', '--output=/dev/null', '--file=-'];
/** Safe for a database that is thrown away and made anew when anything goes wrong. */
const FAST = '-c synchronous_commit=off -c maintenance_work_mem=256MB';

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

  /** The comment stays after it was renamed. */
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

  load(url: string): Child {
    return run('psql', LOAD, { ...libpqEnv(url), PGOPTIONS: FAST });
  }

  async analyze(server: string, name: string): Promise<void> {
    await withSession(inDatabase(server, name), (client) => client.query('analyze'));
  }

  facts(url: string): Promise<Facts> {
    return withSession(url, async (client) => readFacts(await plainly(client)));
  }

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
