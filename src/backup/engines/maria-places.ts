import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Census } from './engine.js';
import { quotedName, quotedText } from './maria-address.js';
import { type Ask, withMaria } from './maria-session.js';
import { inDatabase } from './pg-address.js';
import { freeBytes } from './pg-room.js';

const BUDGET_S = 3;
const GONE = /^ERROR 1094 /m;
const TABLES = `select table_name, ifnull(table_rows, 0) from information_schema.tables
  where table_schema = database() and table_type = 'BASE TABLE' order by data_length`;

/** Rows of every table, the small ones first; what the time does not suffice for is what the server believes. */
export function takeMariaCensus(url: string): Promise<Census> {
  return withMaria(url, async (ask) => {
    const until = performance.now() + BUDGET_S * 1000;
    const census: Census = { tables: [], isEstimate: false };
    for (const [name = '', guess = ''] of await ask(TABLES)) {
      const left = (until - performance.now()) / 1000;
      const rows = left > 0 ? await count(url, name, left) : undefined;
      census.isEstimate ||= rows === undefined;
      census.tables.push({ name, rows: rows ?? Number(guess) });
    }
    return census;
  });
}

/** In a session of its own: the client ends with the first statement that is refused. */
async function count(url: string, table: string, patience: number): Promise<number | undefined> {
  const counting = withMaria(url, async (ask) => {
    await ask(`set max_statement_time = ${patience.toFixed(3)}`);
    return Number((await ask(`select count(*) from ${quotedName(table)}`))[0]?.[0]);
  });
  return counting.catch(() => undefined);
}

/** Free bytes for new databases of a server of this machine; undefined when it is elsewhere, or does not tell us. */
export async function mariaRoom(server: string): Promise<number | undefined> {
  try {
    return await withMaria(inDatabase(server, ''), async (ask) => {
      const [host, folder = '', note = ''] = (await ask('select @@hostname, @@datadir, @@pid_file'))[0] ?? [];
      if (host !== hostname()) return undefined;
      const pid = Number(await readFile(path.resolve(folder, note), 'utf8'));
      return pid > 0 && (await readFile(`/proc/${pid}/stat`)).length > 0 ? freeBytes(folder) : undefined;
    });
  } catch {
    return undefined;
  }
}

export async function mariaSize(ask: Ask, name: string): Promise<number> {
  const size = `select ifnull(sum(data_length + index_length), 0) from information_schema.tables where table_schema = ${quotedText(name)}`;
  return Number((await ask(size))[0]?.[0]);
}

/** Whoever is in one of these databases is sent away; who has just gone by herself is no trouble. */
export async function endMariaSessions(server: string, names: readonly string[]): Promise<void> {
  const list = names.map(quotedText).join(', ');
  const sessions = await withMaria(inDatabase(server, ''), (ask) =>
    ask(`select id from information_schema.processlist where db in (${list})`),
  );
  for (const [id] of sessions)
    await withMaria(inDatabase(server, ''), (ask) => ask(`kill ${id}`)).catch((error) => {
      if (!GONE.test(error.context?.detail)) throw error;
    });
}
