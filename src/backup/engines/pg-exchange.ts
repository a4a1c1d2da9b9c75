import pg from 'pg';
import { errors } from '../errors.js';
import { attempt } from '../trouble.js';
import type { Exchange } from './engine.js';
import { inDatabase } from './pg-address.js';
import { withSession } from './pg-session.js';

const IN_USE = '55006';
const NOT_ALLOWED = '42501';
const LOOK_MS = 1_000;
/** So often; a server that was killed is back in a minute or not at all. */
const PATIENCE = 60;

/** Both renames are one transaction, so that a kill between them leaves neither. */
export async function exchangePgNames(server: string, original: string, { place, kept }: Exchange): Promise<void> {
  await withSession(inDatabase(server, 'postgres'), async (client) => {
    const there = await existing(client, [place, original, kept]);
    const isDone = !there.includes(place) && there.includes(original) && (!kept || there.includes(kept));
    if (isDone) return openDoors(client, [original, ...(kept ? [kept] : [])]);
    if (!there.includes(place)) throw errors.placeGone({ name: place });
    const inTheWay = kept ? kept : original;
    if (there.includes(inTheWay)) throw errors.nameTaken({ name: inTheWay });
    const moves: Move[] = [{ from: place, to: original }];
    if (kept && there.includes(original)) moves.unshift({ from: original, to: kept });
    await move(client, moves).catch(async (error) => {
      await letIn(
        server,
        moves.map(({ from }) => from),
      );
      throw translated(error, server, original);
    });
  });
}

/** In a session of its own: the one that closed the doors may be what was lost. A server that comes up again is waited for. */
async function letIn(server: string, names: string[]): Promise<void> {
  const open = async () =>
    withSession(inDatabase(server, 'postgres'), async (client) => openDoors(client, await existing(client, names)));
  for (let left = PATIENCE; left > 0; left--) {
    const opened = await attempt(open);
    if (opened.ok || opened.trouble.code !== 'backup.source-unreachable') return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

interface Move {
  from: string;
  to: string;
}

/** Nobody may come in meanwhile: an application that reconnects at once would hold the name otherwise. */
async function move(client: pg.Client, moves: Move[]): Promise<void> {
  const names = moves.map(({ from }) => from);
  try {
    for (const name of names) await client.query(`alter database ${pg.escapeIdentifier(name)} allow_connections false`);
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)', [names]);
    await client.query('begin');
    for (const { from, to } of moves)
      await client.query(`alter database ${pg.escapeIdentifier(from)} rename to ${pg.escapeIdentifier(to)}`);
    await openDoors(
      client,
      moves.map(({ to }) => to),
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function openDoors(client: pg.Client, names: string[]): Promise<void> {
  for (const name of names) await client.query(`alter database ${pg.escapeIdentifier(name)} allow_connections true`);
}

async function existing(client: pg.Client, names: (string | undefined)[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select datname as name from pg_database where datname = any($1)', [
    names,
  ]);
  return rows.map(({ name }) => name);
}

function translated(error: unknown, server: string, original: string): unknown {
  const { code, message } = error as { code?: string; message: string };
  if (code === IN_USE) return errors.sessionsRemain({ name: original, detail: message });
  if (code === NOT_ALLOWED) return errors.rightsMissing({ source: new URL(server).host, rights: message, detail: message });
  return error;
}
