// Kill -9 of the server at random moments of a backup, then of a restore; afterwards everything that a point or a restore says of
// itself is checked by other programs.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { databaseUrl } from '../bench/house.mjs';
import { sinambung, startServer } from '../support/server.mjs';

const SOURCE = 'samsat-katang-db';
const DATABASE = 'samsat_katang';
const VEHICLES = 20_000;
const OFFERED = ['verified', 'proven'];

export async function killing(kills, random, say) {
  const house = await open(say);
  try {
    const backups = await series('backup', kills, house, random, say);
    // Of so many backups in one day retention has let the first ones go.
    house.point = await take(house);
    const restores = await series('restore', kills, house, random, say);
    return { kills: 2 * kills, backups, restores, lies: backups.lies + restores.lies };
  } finally {
    await house.server.stop();
    rmSync(house.data, { recursive: true, force: true });
  }
}

async function open(say) {
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-kills-'));
  const house = { data, server: await startServer({ data }) };
  await sinambung({ data }, 'samsat', 'generate', '--vehicles', String(VEHICLES));
  house.token = (await sinambung({ data }, 'token', '--role', 'recovery-officer')).trim();
  await take(house);
  house.rows = await count(house, DATABASE);
  say(`${VEHICLES} vehicles, one whole point`);
  return house;
}

const take = async ({ data }) => JSON.parse(await sinambung({ data }, 'backup', 'take', SOURCE, '--json')).id;

/** Work begun by the API, the server killed within the time that the work takes, started again, and all looked at. */
async function series(kind, kills, house, random, say) {
  const works = { backup: { begin: beginBackup, look: lookAtPoint }, restore: { begin: beginRestore, look: lookAtRestore } };
  const { begin, look } = works[kind];
  const usual = await timed(async () => settle(house, await begin(house)));
  const ends = {};
  let lies = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const work = await begin(house);
    await pause(random() * usual);
    await house.server.kill();
    house.server = await startServer({ data: house.data });
    const { end, wrong } = await look(house, await settle(house, work));
    ends[end] = (ends[end] ?? 0) + 1;
    lies += wrong.length;
    for (const one of wrong) say(`${kind} ${kill}: ${one}`);
    if (kill % 10 === 0) say(`${kind}: ${kill} kills, ${lies} lies, ${JSON.stringify(ends)}`);
  }
  return { ends, lies };
}

const beginBackup = async (house) => `points/${(await ask(house, `sources/${SOURCE}/points`, {})).id}`;
const beginRestore = async (house) => `restores/${(await ask(house, 'restores', { sourceId: SOURCE, pointId: house.point })).id}`;

/** What the work says of itself once the server has nothing more to do for it. */
async function settle(house, work) {
  for (const deadline = performance.now() + 120_000; performance.now() < deadline; await pause(100)) {
    const now = await ask(house, work);
    if (now.state !== 'running' && now.state !== 'stored') return now;
  }
  throw new Error(`${work} did not end in two minutes`);
}

async function lookAtPoint(house, point) {
  const wrong = [];
  const folder = path.join(house.data, 'vaults', 'lokal', SOURCE, point.id);
  if (OFFERED.includes(point.state)) wrong.push(...whyNotWhole(house, folder).map((why) => `${point.id} ${point.state}: ${why}`));
  else if (existsSync(folder) && readdirSync(folder).length > 0)
    wrong.push(`${point.id} ${point.state}, and its files are there`);
  return { end: point.state, wrong };
}

/** By sha256sum, age and zstd alone. */
function whyNotWhole(house, folder) {
  const key = path.join(house.data, 'keys', 'backup.age.txt');
  const tables = `age -d -i ${key} dump.sql.zst.age | zstd -d | grep -c -E '^COPY |^-- PostgreSQL database dump complete'`;
  try {
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder, stdio: 'pipe' });
    const found = Number(
      execFileSync('bash', ['-o', 'pipefail', '-c', tables], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }),
    );
    return found > 1 ? [] : ['its dump has no end'];
  } catch (error) {
    return [String(error.stderr ?? error).trim()];
  }
}

async function lookAtRestore(house, restore) {
  const there = await exists(house, restore.place);
  const wrong = [];
  if (restore.state === 'failed' && there) wrong.push(`${restore.id} failed, and ${restore.place} is there`);
  if (restore.state === 'done' && !there) wrong.push(`${restore.id} done, and ${restore.place} is not there`);
  if (restore.state === 'done' && there) {
    const rows = await count(house, restore.place);
    if (rows !== house.rows) wrong.push(`${restore.id} done, with ${rows} rows and not ${house.rows}`);
    await sql(house, 'postgres', `drop database ${pg.escapeIdentifier(restore.place)}`);
  }
  return { end: restore.state, wrong };
}

async function ask({ server, token }, way, body) {
  const asked = { method: body ? 'POST' : 'GET', body: body && JSON.stringify(body) };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/v1/${way}`, { ...asked, headers });
  if (!answer.ok) throw new Error(`${way}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function sql({ data }, database, text, values) {
  const address = new URL(databaseUrl(data));
  address.pathname = `/${database}`;
  const client = new pg.Client(address.href);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

const count = async (house, database) => Number((await sql(house, database, 'select count(*) as rows from kewajiban'))[0].rows);
const exists = async (house, name) =>
  (await sql(house, 'postgres', 'select from pg_database where datname = $1', [name])).length > 0;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
