import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { DomainError } from '../../platform/index.js';
import { errors } from '../errors.js';
import { type Child, output, run } from './child.js';
import type { DatabaseSystem, Moment, RolesOfMoment } from './database-system.js';
import { libpqEnv, shown } from './pg-address.js';
import { PgDatabases } from './pg-databases.js';
import { factsOfDump, NOT_OF_EXTENSION, OURS, type PassingDump } from './pg-facts.js';
import { readPgRights } from './pg-rights.js';
import { PgRowDigests } from './pg-row-digests.js';
import { plainly, withSession } from './pg-session.js';
import { checkFits, versionOf } from './tools.js';

const DUMP = ['--format=plain', '--no-owner', '--no-privileges', '--no-password', '--encoding=UTF8'];
/** What the settings of a server or a role change in rows, and pg_dump leaves to them. */
const PLAIN_TEXT = { PGTZ: 'UTC', PGOPTIONS: '-c bytea_output=hex' };
const ROLES = ['--globals-only', '--no-role-passwords', '--no-password'];
const ROLES_END = 'PostgreSQL database cluster dump complete';

/** What pg_dump would fail at half-way. */
const UNREADABLE = `select string_agg(name, ', ') as names from (select n.nspname || '.' || o.relname as name
  from pg_class o join pg_namespace n on n.oid = o.relnamespace
  where o.relkind in ('r', 'p', 'S') and ${OURS} and ${NOT_OF_EXTENSION}
    and not (has_schema_privilege(n.oid, 'usage') and has_table_privilege(o.oid, 'select')) order by 1 limit 5) as first`;
const SERVER = `select current_setting('server_version_num')::int / 10000 as major`;
/** Older ones do not know all catalogues and words that rights are told by. */
const TELLS_RIGHTS = 11;
const ORIGIN = `select datname as database, current_setting('server_version') as version, pg_encoding_to_char(encoding) as encoding,
  datcollate as collate, datctype as ctype from pg_database where datname = current_database()`;
const NAMES = `select r.rolname as name from pg_roles r
  where r.oid in (select refobjid from pg_shdepend where refclassid = 'pg_authid'::regclass and
      dbid = (select oid from pg_database where datname = current_database()))
    or r.oid = (select datdba from pg_database where datname = current_database()) order by 1`;

/** PostgreSQL by pg_dump, on a snapshot that is shared with the session that counts. */
@Injectable()
export class PgSystem implements DatabaseSystem {
  readonly name = 'postgresql';
  readonly endMarker = 'PostgreSQL database dump complete';

  constructor(readonly databases: PgDatabases) {}

  async ready(url: string): Promise<void> {
    await withSession(url, async (client) => {
      await fittingTool(client);
      const { names } = (await client.query<{ names: string | null }>(UNREADABLE)).rows[0] ?? {};
      if (names) throw errors.rightsMissing({ source: shown(url), rights: `SELECT ${names}`, detail: names });
    });
  }

  hold<T>(url: string, work: (moment: Moment) => Promise<T>): Promise<T> {
    return withSession(url, async (client) => {
      const { tool, major } = await fittingTool(client);
      const origin = (await client.query<Record<string, string>>(ORIGIN)).rows[0] as Record<string, string>;
      await plainly(client);
      await client.query('begin isolation level repeatable read read only');
      const snapshot = (await client.query<{ id: string }>('select pg_export_snapshot() as id')).rows[0]?.id as string;
      const rights = major < TELLS_RIGHTS ? undefined : await readPgRights(client);
      const dump = run('pg_dump', [...DUMP, `--snapshot=${snapshot}`], { ...libpqEnv(url), ...PLAIN_TEXT });
      const passing = { snapshot, ended: watch(dump) };
      const facts = () => factsOfDump(client, url, passing);
      return work({ dump, tool, origin, rights, facts, roles: () => rolesOf(client, url) });
    });
  }
}

/** Sees each byte before whoever reads on, and makes none of them flow. */
function watch({ process, ended }: Child): PassingDump['ended'] {
  const digests = new PgRowDigests();
  process.stdout.pause().on('data', (chunk: Buffer) => digests.read(chunk));
  return () => ended.then(() => digests.tables);
}

async function rolesOf(client: pg.Client, url: string): Promise<RolesOfMoment> {
  const names = (await client.query<{ name: string }>(NAMES)).rows.map(({ name }) => name);
  try {
    const sql = await output('pg_dumpall', ROLES, libpqEnv(url));
    if (!sql.includes(ROLES_END)) throw errors.cutShort({ detail: ROLES_END });
    return { sql, names };
  } catch (error) {
    const missing = /permission denied.*/.exec((error as DomainError).context?.detail as string)?.[0];
    if (!missing) throw error;
    return { sql: `-- ${missing}\n`, names, missing };
  }
}

async function fittingTool(client: pg.Client): Promise<{ tool: string; major: number }> {
  const major = (await client.query<{ major: number }>(SERVER)).rows[0]?.major ?? 0;
  for (const tool of ['pg_dumpall', 'pg_dump'] as const) await checkFits(tool, `PostgreSQL ${major}`);
  return { tool: await versionOf('pg_dump', major), major };
}
