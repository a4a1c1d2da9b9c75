// What the benches of copies share: one generated database on a server of its own, and how a side is measured.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { startServer } from '../support/server.mjs';
import { databaseUrl, openRooms, round } from './house.mjs';

const DIST = path.join(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))), 'dist');
export const built = (file) => import(pathToFileURL(path.join(DIST, file)).href);
/** More than 500 MB with their indexes. */
const VEHICLES = optionOf('vehicles', 1_400_000);
/** How often both sides run, in turn, after one round that is not counted: what is new to a process or a disk takes longer. */
const ROUNDS = optionOf('rounds', 3);
const SOURCE = 'samsat-katang-db';
const TICKS_PER_SECOND = 100;
const PAGE_MB = 4096 / 1e6;

/** The generated database, the engine that copies it, an empty vault, and a folder for the others' files. */
export async function openCopies(say) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-bench-'));
  const data = path.join(folder, 'data');
  await (await startServer({ data })).stop();
  const { openEmbedded } = await built('platform/index.js');
  const embedded = await openEmbedded(data);
  const rooms = await openRooms(data);
  const [{ GenerateSamsat }, { Engines }, { Shelf }, { Vaults }] = await Promise.all(
    ['index.js', 'engines/engines.js', 'shelf.js', 'vaults/vaults.js'].map((file) => built(`backup/${file}`)),
  );
  const { database, vehicles, seconds } = await rooms.get(GenerateSamsat).run(VEHICLES);
  const source = rooms.get(Shelf).source(SOURCE);
  const url = inDatabase(databaseUrl(data), database);
  const megabytes = Number((await ask(url, 'select pg_database_size(current_database()) / 1000000 as mb')).mb);
  say(`${database}: ${vehicles} vehicles, ${megabytes} MB, generated in ${Math.round(seconds)} s`);
  return {
    folder,
    data,
    rooms,
    url,
    megabytes,
    source,
    engine: rooms.get(Engines).of(source),
    vault: await rooms.get(Vaults).open(source.vaults[0]),
    postmaster: Number(readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    env: libpq(url),
    async close() {
      await rooms.close();
      await embedded.stopIfIdle();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One `round` after the other; what each of those that count has shown. */
export async function inRounds(round) {
  const counted = [];
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const times = await round(turn);
    if (turn > 0) counted.push(times);
  }
  return counted;
}

/** A number behind the bench's name: `--rounds=5`. */
export function optionOf(name, usual) {
  const given = process.argv.find((word) => word.startsWith(`--${name}=`));
  return given ? Number(given.split('=')[1]) : usual;
}

export function inDatabase(url, database) {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.toString();
}

export async function ask(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0];
}

function libpq(url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  const named = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: decodeURIComponent(password) };
  return { ...process.env, ...named, PGDATABASE: pathname.slice(1) };
}

/** A pipeline of the shell; rejects with what it said. */
export function shell(command, env) {
  const child = spawn('bash', ['-o', 'pipefail', '-c', command], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  return new Promise((resolve, reject) =>
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command}: ${said}`)))),
  );
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export function isInstalled(program) {
  return process.env.PATH.split(':').some((folder) => existsSync(path.join(folder, program)));
}

/** Wall and CPU seconds, those of the server included; the most memory that programs held, `withUs` this process too, never the server. */
export async function measured(postmaster, work, withUs = true) {
  let peak = 0;
  const before = { at: performance.now(), cpu: cpuOf(process.pid) + cpuOf(postmaster) };
  const sampler = setInterval(() => {
    peak = Math.max(peak, residentOf(process.pid, postmaster) - (withUs ? 0 : ownMemory(process.pid)));
  }, 50);
  const result = await work();
  clearInterval(sampler);
  const cpu = cpuOf(process.pid) + cpuOf(postmaster) - before.cpu;
  return { result, wall: (performance.now() - before.at) / 1000, cpu, memoryMb: Math.round(peak) };
}

/** Of a process, its programs that run and those that have ended. */
export function cpuOf(pid) {
  const own = fieldsOf(pid);
  if (!own) return 0;
  const ticks = own.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks / TICKS_PER_SECOND + childrenOf(pid).reduce((sum, child) => sum + cpuOf(child), 0);
}

function residentOf(pid, except) {
  if (pid === except) return 0;
  return ownMemory(pid) + childrenOf(pid).reduce((sum, child) => sum + residentOf(child, except), 0);
}

function ownMemory(pid) {
  return Number(fieldsOf(pid)?.[21] ?? 0) * PAGE_MB;
}

/** Of /proc/<pid>/stat, those behind the name, which may hold blanks. */
function fieldsOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
  } catch {
    return undefined;
  }
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** Of each side its middle and its spread, and the ratio of the middles round by round. */
export function summary(rounds) {
  const sides = Object.keys(rounds[0]);
  return Object.fromEntries(
    sides.map((side) => {
      const of = (what) => rounds.map((one) => one[side][what]).sort((a, b) => a - b);
      const wall = of('wall');
      return [
        side,
        {
          seconds: round(middle(wall), 1),
          spread: [round(wall[0], 1), round(wall.at(-1), 1)],
          cpuSeconds: round(middle(of('cpu')), 1),
          cpuSpread: [round(of('cpu')[0], 1), round(of('cpu').at(-1), 1)],
          memoryMb: middle(of('memoryMb')),
          ...(rounds[0][side].bytes === undefined ? {} : { bytes: middle(of('bytes')) }),
        },
      ];
    }),
  );
}

export function middle(sorted) {
  return sorted[Math.floor(sorted.length / 2)];
}

/** Whoever goes first finds the machine cooler: it changes. */
export function inTurn(sides, turn) {
  return turn % 2 ? sides : [...sides].reverse();
}

/** One round in words. */
export function lineOf(times) {
  return Object.entries(times)
    .map(([side, { wall, cpu }]) => `${side} ${wall.toFixed(1)} s (CPU ${cpu.toFixed(1)} s)`)
    .join(', ');
}

export function bytesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
