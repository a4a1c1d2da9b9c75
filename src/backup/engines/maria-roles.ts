import type { RolesOfMoment } from './database-system.js';
import { mariaDatabase, quotedName, quotedText } from './maria-address.js';
import { type Ask, withMaria } from './maria-session.js';

interface Account {
  user: string;
  host: string;
  isRole: boolean;
}

/** Whoever has rights in the database or defines something of it, and the roles that were given to them. */
const CONCERNED = (database: string) => `with recursive concerned (user, host) as (
    select user, host from mysql.db where ${database} like db
    union select user, host from mysql.tables_priv where db = ${database}
    union select user, host from mysql.columns_priv where db = ${database}
    union select user, host from mysql.procs_priv where db = ${database}
    union select substring_index(definer, '@', 1), substring_index(definer, '@', -1) from (
      select definer from information_schema.views where table_schema = ${database}
      union select definer from information_schema.triggers where trigger_schema = ${database}
      union select definer from information_schema.routines where routine_schema = ${database}
      union select definer from information_schema.events where event_schema = ${database}) as definers
    union select m.role, '' from mysql.roles_mapping m join concerned c on c.user = m.user and c.host = m.host)
  select distinct u.user, u.host, u.is_role from mysql.user u join concerned c on c.user = u.user and c.host = u.host
  order by u.is_role = 'N', u.user, u.host`;
const MYSELF = `select substring_index(current_user(), '@', 1), substring_index(current_user(), '@', -1), 'N'`;

/**
 * Their grants, without passwords: a user who comes back so is locked until somebody gives him one. Where the copying user may
 * not read the tables of rights, its own grants alone, and `missing` says so.
 */
export async function readMariaRoles(url: string): Promise<RolesOfMoment> {
  const database = quotedText(mariaDatabase(url));
  const all = await withMaria(url, (ask) => read(ask, CONCERNED(database))).catch((error) => {
    if (error.code !== 'backup.child-failed') throw error;
    return { missing: String(error.context.detail) };
  });
  if (!('missing' in all)) return all;
  const own = await withMaria(url, (ask) => read(ask, MYSELF));
  return { ...own, missing: all.missing };
}

async function read(ask: Ask, accounts: string): Promise<RolesOfMoment> {
  const found = (await ask(accounts)).map(([user = '', host = '', is]) => ({ user, host, isRole: is === 'Y' }));
  const made = found.map((one) =>
    one.isRole ? `CREATE ROLE IF NOT EXISTS ${named(one)};` : `CREATE USER IF NOT EXISTS ${named(one)} ACCOUNT LOCK;`,
  );
  const given: string[] = [];
  for (const one of found)
    for (const [grant = ''] of await ask(`show grants for ${named(one)}`)) given.push(`${withoutPassword(grant)};`);
  const names = found.map((one) => (one.isRole ? one.user : `${one.user}@${one.host}`)).sort();
  return { sql: `${[...made, ...given].join('\n')}\n`, names };
}

function named({ user, host, isRole }: Account): string {
  return isRole ? quotedName(user) : `${quotedName(user)}@${quotedName(host)}`;
}

/** "GRANT … TO `a`@`%` IDENTIFIED BY PASSWORD '*…' REQUIRE SSL" → without the middle. */
export function withoutPassword(grant: string): string {
  return grant.replace(/ IDENTIFIED .*?(?= REQUIRE | WITH |$)/, '');
}
