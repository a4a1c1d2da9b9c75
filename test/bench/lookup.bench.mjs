// The cached citizen page against plain node:http sending the same bytes; nginx serving the same file is reported beside it,
// and a search against a plain look-up by an index.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { sinambung, startServer } from '../support/server.mjs';
import { quantile, round } from './house.mjs';
import { searchTimes } from './search.mjs';

const PAGE = '/layanan/pkb-tahunan/35.06.03';
const ROUNDS = 7;
const SECONDS = 4;
const CONNECTIONS = 64;
const HEADERS = { 'accept-encoding': 'br' };

export async function bench(say) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-bench-'));
  const server = await startServer({ data: folder });
  await sinambung({ data: folder }, 'incidents', 'declare', 'samsat-katang', '--began', '2025-08-30T20:59:00+07:00', '--json');
  const answer = await fetch(server.url + PAGE, { headers: HEADERS });
  if (answer.status !== 200) throw new Error(`${PAGE} answered ${answer.status}`);
  const bytes = await rawBytes(server.url + PAGE);
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name)),
  );
  const plain = await startPlain(bytes, headers);
  const nginx = await startNginx(folder, bytes, headers);
  const [ratios, nginxRatios, ourP99, theirP99] = [[], [], [], []];
  for (let turn = 1; turn <= ROUNDS; turn++) {
    const ours = await load(server.url + PAGE);
    const theirs = await load(plain.url);
    ratios.push(ours.perSecond / theirs.perSecond);
    ourP99.push(ours.p99);
    theirP99.push(theirs.p99);
    const beside = nginx && (await load(nginx.url));
    if (beside) nginxRatios.push(ours.perSecond / beside.perSecond);
    const said = { page: ours, 'node:http': theirs, ...(beside ? { nginx: beside } : {}) };
    say(
      `round ${turn}: ${Object.entries(said)
        .map(([name, { perSecond, p99 }]) => `${name} ${Math.round(perSecond)}/s (p99 ${p99} ms)`)
        .join(', ')}`,
    );
  }
  plain.stop();
  nginx?.stop();
  const search = await searchTimes(folder);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return {
    ratios,
    against: 'node:http',
    bytes: bytes.length,
    connections: CONNECTIONS,
    nginxRatio: nginxRatios.length ? round(quantile(nginxRatios, 0.5)) : null,
    p99Ms: { page: quantile(ourP99, 0.5), 'node:http': quantile(theirP99, 0.5) },
    search,
  };
}

async function load(url) {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers: HEADERS });
  if (result.non2xx + result.errors > 0) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} broken`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

function rawBytes(url) {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: HEADERS }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
      })
      .once('error', reject);
  });
}

/** In a process of its own, as the server is. */
async function startPlain(bytes, headers) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'sinambung-plain-')), 'page');
  writeFileSync(file, bytes);
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('plain-http.mjs', import.meta.url)), file, JSON.stringify(headers)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const port = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())));
  return { url: `http://127.0.0.1:${port}/`, stop: () => child.kill() };
}

async function startNginx(folder, bytes, headers) {
  if (spawnSync('nginx', ['-v']).status !== 0) return undefined;
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(path.join(folder, 'page'), bytes);
  const lines = Object.entries(headers).filter(([name]) => !['content-length', 'etag', 'content-type'].includes(name));
  const added = lines.map(([name, value]) => `add_header ${name} "${String(value).replaceAll('"', '')}";`).join('\n');
  const config = `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events {}
    http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
    open_file_cache max=10; keepalive_requests 1000000;
    server { listen 127.0.0.1:${port}; location / { root ${folder}; try_files /page =404; default_type "text/html; charset=utf-8"; ${added} } } }`;
  writeFileSync(path.join(folder, 'nginx.conf'), config);
  spawnSync('chmod', ['755', folder]);
  const child = spawn('nginx', ['-c', path.join(folder, 'nginx.conf')], { stdio: 'ignore' });
  for (let look = 0; look < 100; look++) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { url: `http://127.0.0.1:${port}/`, stop: () => child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  return undefined;
}
