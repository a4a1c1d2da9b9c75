import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../support/server.mjs';
import { edgeless, faultsOf, focusOf, isWide, openBrowser, openContext } from '../support/walk.mjs';

const KRAS = '/layanan/pkb-tahunan/35.06.03';
const FOURTEEN_KB = 14 * 1024;
const root = path.dirname(path.dirname(__dirname));
const data = mkdtempSync(path.join(tmpdir(), 'sinambung-citizen-'));
const run = promisify(execFile);
let server: RunningServer;
let browser: Browser;
let citizen: BrowserContext;

beforeAll(async () => {
  server = await startServer({ data });
  browser = await openBrowser();
  citizen = await openContext(browser);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

const open = async (address: string, context = citizen): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(server.url + address);
  return page;
};

const PAGES = [
  '/',
  KRAS,
  '/cari?layanan=pajak',
  '/cari?layanan=kk+hilang',
  '/cari?layanan=samsat+kediri',
  '/cari?layanan=pajak&tempat=zzzzzzzz',
  '/cari?layanan=pajak&tempat=sukasari+bandung',
  '/cari?layanan=pajak&posisi=-7.96,111.98',
  '/wates/pajak',
  '/layanan/pkb-tahunan',
  '/layanan/pkb-tahunan/32.73.01',
  `${KRAS}/online?tahunan=ya&milik=badan&telat=366`,
  '/kantor/samsat-pare/kabar?kabar=turned-away&layanan=pkb-tahunan&wilayah=35.06.03',
  '/kantor/samsat-pare/kabar/terima-kasih?layanan=pkb-tahunan&wilayah=35.06.03',
  `/peta${KRAS}`,
];

describe('every citizen can use', () => {
  it.each(PAGES.flatMap((address) => ['id', 'en'].map((language) => [address, language])))(
    '%s (%s)',
    async (address, language) => {
      const page = await open(`${address}${address.includes('?') ? '&' : '?'}bahasa=${language}`);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      expect(await faultsOf(page)).toEqual([]);
      await page.close();
    },
  );

  it('pages at 400 % zoom, without scrolling sideways', async () => {
    const zoomed = await browser.newContext({ viewport: { width: 320, height: 256 } });
    const wide: string[] = [];
    for (const address of PAGES) {
      const page = await open(address, zoomed);
      if (await isWide(page)) wide.push(address);
      await page.close();
    }
    expect(wide).toEqual([]);
    await zoomed.close();
  }, 120_000);

  it('pages in forced colours: what is pressed and what is marked keeps an edge', async () => {
    const forced = await browser.newContext({ forcedColors: 'active' });
    const page = await open(KRAS, forced);
    const { looked, bare } = await edgeless(page);
    expect(looked).toBeGreaterThan(3);
    expect(bare).toEqual([]);
    await forced.close();
  });

  it('the search with a keyboard alone, seeing where she is', async () => {
    const page = await open('/?bahasa=id');
    await page.keyboard.press('Tab');
    expect((await focusOf(page)).name).toBe('Langsung ke isi');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('bayar pajek motor kras');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${KRAS}`);
    const unseen: string[] = [];
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const { name, isBody, isShown } = await focusOf(page);
      if (isBody) break;
      if (!isShown) unseen.push(name);
    }
    expect(unseen).toEqual([]);
    await page.close();
  });
});

describe('an answer on a slow network', () => {
  it.each([KRAS, '/', '/wates/pajak'])('%s is one file of at most 14 KB, without a script that it needs', async (address) => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const response = await page.goto(server.url + address);
    expect(gzipSync(await response!.body()).length).toBeLessThan(FOURTEEN_KB);
    expect(asked.filter((one) => one !== '/favicon.svg')).toEqual([address]);
    await plain.close();
  });

  it('reaches 100 in all four of Lighthouse', async () => {
    const script = path.join(root, 'scripts', 'lighthouse.mjs');
    const env = { ...process.env, NODE_OPTIONS: '' };
    const { stdout } = await run(process.execPath, [script, server.url + KRAS], { env }).catch((failed) => failed);
    expect(JSON.parse(stdout)).toMatchObject({
      performance: 100,
      accessibility: 100,
      'best-practices': 100,
      seo: 100,
      missed: [],
    });
  }, 120_000);
});

describe('who allows a little more', () => {
  it('gives her position and is asked which of the kecamatan around it is hers', async () => {
    const near = await browser.newContext({
      geolocation: { latitude: -7.96365, longitude: 111.97821 },
      permissions: ['geolocation'],
    });
    const page = await open('/', near);
    await page.fill('#layanan', 'pajak motor');
    await page.click('text=Pakai lokasi HP saya');
    await page.waitForURL('**/cari?**posisi=-7.96**');
    await page.click('main .list a >> nth=0');
    expect(page.url()).toBe(server.url + KRAS);
    await near.close();
  });

  it('gets a map of our own boundaries under the list, and asks no other server for anything', async () => {
    const page = await open(`/peta${KRAS}?bahasa=id`);
    const elsewhere: string[] = [];
    page.on('request', (request) => request.url().startsWith(server.url) || elsewhere.push(request.url()));
    await page.click('text=Tampilkan peta');
    await page.waitForSelector('#peta path');
    expect(await page.locator('#peta path').count()).toBeGreaterThan(25);
    expect(await page.locator('#peta .leaflet-marker-icon').count()).toBe(0);
    expect([elsewhere, await faultsOf(page)]).toEqual([[], []]);
    await page.close();
  });
});

describe('who was turned away', () => {
  it('says so by two taps and has the number of a complaint that knows the place', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await open(KRAS, plain);
    await page.click('text=Saya ditolak');
    await page.click('text=Ya, saya ditolak');
    expect(page.url()).toContain('/pengaduan/');
    expect(await page.textContent('main')).toContain('Samsat Katang');
    await page.goto(server.url + KRAS);
    await page.click('text=Saya terlayani');
    await page.click('text=Ya, saya terlayani');
    expect(await page.textContent('main')).toContain('kabar Anda dicatat');
    await plain.close();
  });
});
