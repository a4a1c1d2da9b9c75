import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningServer, sinambung, startServer } from '../support/server.mjs';

const KRAS = '/layanan/pkb-tahunan/35.06.03';
const data = mkdtempSync(path.join(tmpdir(), 'sinambung-outage-'));
let server: RunningServer;
let copies: Server | undefined;

beforeAll(async () => {
  server = await startServer({ data });
}, 240_000);
afterAll(async () => {
  copies?.close();
  await server?.kill();
  rmSync(data, { recursive: true, force: true });
});

const page = async (address: string, headers = {}) => {
  const answer = await fetch(server.url + address, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
};

/** The embedded PostgreSQL at once, as when its machine loses power. */
function stopPostgres(): void {
  process.kill(Number(readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
}

describe('a page that is kept ready', () => {
  it('is kept by a cache in front no longer than it holds, and asked for anew by a browser each time', async () => {
    const { headers } = await page(KRAS);
    expect(headers.get('cache-control')).toMatch(/^public, max-age=0, s-maxage=([0-9]|10), stale-if-error=604800$/);
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{22}-(br|gzip|identity)"$/);
    expect((await page(KRAS, { 'if-none-match': `"other", ${etag}` })).status).toBe(304);
    expect((await page(KRAS, { 'accept-encoding': 'br;q=0, gzip' })).headers.get('content-encoding')).toBe('gzip');
  });

  it('says at once that an office is closed', async () => {
    await sinambung({ data }, 'incidents', 'declare', 'samsat-katang', '--json');
    expect((await page(KRAS)).text).toContain('Jangan datang ke Samsat Katang');
  });
});

describe('while PostgreSQL is away', () => {
  it('the last page is shown, and says how old it is; a page that nobody had asked for is not made up', async () => {
    const listed = path.join(data, 'public', 'manifest.json');
    await until(async () => existsSync(listed) && readFileSync(listed, 'utf8').includes('layanan/pkb-tahunan/35.06.03/'));
    stopPostgres();
    await until(async () => (await page(KRAS)).text.includes('menit yang lalu'));
    const { status, headers, text } = await page(KRAS);
    expect(status).toBe(200);
    expect(text).toMatch(/Halaman ini dibuat \d+ \w+ \d{4} \d\d\.\d\d WIB, \d+ menit yang lalu\./);
    expect(text).toContain('Jangan datang ke Samsat Katang');
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await page('/layanan/bbnkb/35.06.09.json')).status).toBe(503);
  });
});

describe('when the server has gone as well', () => {
  it('any web server serves the copies, and she finds hers by the name of her kecamatan', async () => {
    await server.kill();
    copies = createServer((request, response) => {
      const file = path.join(data, 'public', decodeURIComponent(request.url ?? '/').replace(/\/$/, '/index.html'));
      if (!existsSync(file) || !statSync(file).isFile()) response.writeHead(404).end();
      else createReadStream(file).pipe(response);
    });
    await new Promise<void>((done) => copies?.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(copies.address() as AddressInfo).port}/`;
    const read = async (address: string) => (await fetch(new URL(address, base))).text();
    const area = /<a href="(wilayah\/35\.06\.html)#35\.06\.03">Kras<\/a>/.exec(await read('/'))?.[1] ?? '';
    const link = /<a href="\.\.\/(layanan\/pkb-tahunan\/35\.06\.03\/index\.html)">/.exec(await read(area))?.[1] ?? '';
    expect(await read(link)).toContain('Jangan datang ke Samsat Katang');
    const manifest = JSON.parse(await read('manifest.json')) as { files: Record<string, unknown> };
    expect(Object.keys(manifest.files)).toContain(link);
  });
});
