import { readFile, statfs } from 'node:fs/promises';
import path from 'node:path';
import { inDatabase } from './pg-address.js';
import { withSession } from './pg-session.js';

const SERVER = `select current_setting('data_directory') as folder, extract(epoch from pg_postmaster_start_time())::int as started`;
const STARTED_LINE = 2;
const SKEW_S = 2;

/** Free bytes for new databases of a server of this machine; undefined when it is elsewhere, or does not tell us. */
export async function pgRoom(server: string): Promise<number | undefined> {
  try {
    const found = await withSession(inDatabase(server, 'postgres'), (client) => client.query<Server>(SERVER));
    const { folder, started } = found.rows[0] as Server;
    return (await isOf(folder, started)) ? await freeBytes(path.join(folder, 'base')) : undefined;
  } catch {
    return undefined;
  }
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

interface Server {
  folder: string;
  started: number;
}

/** A folder of that name may be here too and belong to another server: its own note says when its server began. */
async function isOf(folder: string, started: number): Promise<boolean> {
  const note = (await readFile(path.join(folder, 'postmaster.pid'), 'utf8')).split('\n');
  return Math.abs(Number(note[STARTED_LINE]) - started) <= SKEW_S;
}
