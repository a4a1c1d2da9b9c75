// From the commit of a closure to the first byte of the new page, at one server and at the last of three, against the bare round
// trip of a commit with NOTIFY on the same PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startServer } from '../support/server.mjs';
import { openRooms, quantile, round } from './house.mjs';

const PAGE = '/layanan/pkb-tahunan/35.06.03';
const OFFERING = 'samsat-katang.pkb-tahunan';
const ROUNDS = 3;
const CHANGES = 50;
const WARM_UP = 10;
const LOOK_AGAIN_MS = 50;

export async function bench(say) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-propagation-'));
  const first = await startServer({ data: folder });
  const rooms = await openRooms(folder);
  const others = [];
  for (const number of [2, 3]) {
    const settings = { DATABASE_URL: rooms.url, SINAMBUNG_EXECUTOR: `bench-${number}` };
    others.push(await startServer({ data: path.join(folder, `other-${number}`), settings }));
  }
  const { settled, end } = await watchWork(rooms.url);
  const [ratios, one, three, bare] = [[], [], [], []];
  for (let turn = 1; turn <= ROUNDS; turn++) {
    const alone = await changes(rooms, settled, [first]);
    const together = await changes(rooms, settled, [first, ...others]);
    const plain = await roundTrips(rooms.url);
    ratios.push(quantile(together, 0.99) / quantile(plain, 0.99));
    one.push(...alone);
    three.push(...together);
    bare.push(...plain);
    say(`round ${turn}: p99 one ${ms(alone)}, three ${ms(together)}, bare NOTIFY ${ms(plain)} ms`);
  }
  await end();
  await rooms.close();
  for (const server of [...others, first]) await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return { ratios, against: 'commit and NOTIFY, p99', one: figures(one), three: figures(three), bare: figures(bare) };
}

const ms = (times) => round(quantile(times, 0.99), 1);
const figures = (times) => ({
  samples: times.length,
  p50Ms: round(quantile(times, 0.5), 2),
  p99Ms: round(quantile(times, 0.99), 2),
});

/** Milliseconds from each commit until the last of the servers begins to send the new page. */
async function changes({ get, directory, people }, settled, servers) {
  const by = people.Actor.account('bench', ['admin', 'coordinator']);
  const times = [];
  for (let change = -WARM_UP; change < CHANGES; change++) {
    const status = change % 2 === 0 ? 'suspended' : 'normal';
    await settled();
    const now = await Promise.all(servers.map(({ url }) => fetchPage(url).then(({ isClosed }) => isClosed)));
    if (now.some((isClosed) => isClosed === (status === 'suspended'))) throw new Error('a server shows what was not said yet');
    await get(directory.SetStatus).run(by, {
      offeringIds: [OFFERING],
      status,
      since: new Date('2025-08-30T14:00:00Z'),
      confirmed: true,
    });
    const committed = performance.now();
    const seen = await Promise.all(servers.map(({ url }) => seenAt(url, status === 'suspended')));
    if (change >= 0) times.push(Math.max(...seen) - committed);
  }
  return times;
}

/** What the last change began (record, copies, plans) ends before the next, and does not count for it. */
async function watchWork(url) {
  const client = new pg.Client(url);
  await client.connect();
  const waiting = `select from dbos.workflow_status where status in ('ENQUEUED', 'PENDING') limit 1`;
  const settled = async () => {
    while ((await client.query(waiting)).rowCount > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  };
  return { settled, end: () => client.end() };
}

async function seenAt(url, closed) {
  for (;;) {
    const { firstByte, isClosed } = await fetchPage(url);
    if (isClosed === closed) return firstByte;
  }
}

const agent = new http.Agent({ keepAlive: true });
function fetchPage(url) {
  return new Promise((resolve, reject) => {
    http
      .get(url + PAGE, { agent }, (answer) => {
        let firstByte;
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => {
          firstByte ??= performance.now();
          text += part;
        });
        answer.on('end', () => resolve({ firstByte, isClosed: text.includes('Jangan datang ke') }));
      })
      .once('error', reject);
  });
}

/** Milliseconds from sending COMMIT until another connection has heard of it. */
async function roundTrips(url) {
  const [writer, listener] = [new pg.Client(url), new pg.Client(url)];
  await Promise.all([writer.connect(), listener.connect()]);
  await listener.query('listen bench');
  const times = [];
  for (let trip = 0; trip < CHANGES * 3; trip++) {
    await writer.query('begin');
    await writer.query(`insert into platform.bulletin (topic) values ('bench')`);
    await writer.query(`select pg_notify('bench', 'x')`);
    const heard = new Promise((resolve) => listener.once('notification', () => resolve(performance.now())));
    const began = performance.now();
    await writer.query('commit');
    times.push((await heard) - began);
  }
  await Promise.all([writer.end(), listener.end()]);
  return times;
}
