import { once } from 'node:events';
import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import { type Child, run } from './child.js';
import type { DatabaseSystem, Moment } from './database-system.js';
import { mariaArgs, mariaDatabase, mariaEnv } from './maria-address.js';
import { MariaDatabases, releaseAt } from './maria-databases.js';
import { readMariaFacts } from './maria-facts.js';
import { readMariaRoles } from './maria-roles.js';
import { type Ask, withMaria } from './maria-session.js';
import { inDatabase, shown } from './pg-address.js';
import { checkFits, versionOf } from './tools.js';

const DUMP = ['--single-transaction', '--quick', '--routines', '--triggers', '--events', '--hex-blob', '--no-tablespaces'];
const ORIGIN = `select default_character_set_name, default_collation_name from information_schema.schemata where schema_name = database()`;
/** A dump without these is told of no error: what the user may not see is left out in silence. */
const NEEDED = ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT', 'RELOAD'];
const RIGHTS = `select privilege_type from information_schema.user_privileges union
  select privilege_type from information_schema.schema_privileges where database() like table_schema`;

/**
 * MariaDB by mariadb-dump. It shares no snapshot with others, so commits wait for the moment in which it and the session that
 * counts both begin; the dump has begun once its first bytes arrive.
 */
@Injectable()
export class MariaSystem implements DatabaseSystem {
  readonly name = 'mariadb';
  readonly endMarker = '\n-- Dump completed';

  constructor(readonly databases: MariaDatabases) {}

  async ready(url: string): Promise<void> {
    await checkFits('mariadb-dump', await releaseAt(url));
    await withMaria(url, (ask) => checkRights(ask, url));
  }

  hold<T>(url: string, work: (moment: Moment) => Promise<T>): Promise<T> {
    return withMaria(url, async (ask) => {
      const version = (await releaseAt(url)).replace('MariaDB ', '');
      const [row] = await ask(ORIGIN);
      const [charset = '', collate = ''] = row ?? [];
      const origin = { database: mariaDatabase(url), version, charset, collate };
      const dump = await this.begin(url, ask);
      const tool = await versionOf('mariadb-dump');
      return work({ dump, tool, origin, facts: () => readMariaFacts(ask), roles: () => readMariaRoles(url) });
    });
  }

  private begin(url: string, ask: Ask): Promise<Child> {
    return withMaria(inDatabase(url, ''), async (lock) => {
      await lock('set lock_wait_timeout = 30');
      await lock('backup stage start');
      await lock('backup stage block_commit');
      await ask('set session transaction isolation level repeatable read');
      await ask('start transaction with consistent snapshot, read only');
      const dump = run('mariadb-dump', [...mariaArgs(url), ...DUMP, mariaDatabase(url)], mariaEnv(url));
      await Promise.race([once(dump.process.stdout, 'readable'), dump.ended.catch(() => undefined)]);
      await lock('backup stage end');
      return dump;
    });
  }
}

async function checkRights(ask: Ask, url: string): Promise<void> {
  const held = (await ask(RIGHTS)).map(([right]) => right);
  const missing = NEEDED.filter((right) => !held.includes(right));
  if (missing.length > 0)
    throw errors.rightsMissing({ source: shown(url), rights: missing.join(', '), detail: missing.join(', ') });
}
