import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../support/server.mjs';
import { faultsOf, openBrowser, openContext, walk } from '../support/walk.mjs';

const KRAS = '/layanan/pkb-tahunan/35.06.03';
const data = mkdtempSync(path.join(tmpdir(), 'sinambung-pages-'));
let server: RunningServer;
let browser: Browser;
let citizen: BrowserContext;
let officer: BrowserContext;

beforeAll(async () => {
  server = await startServer({ data });
  browser = await openBrowser();
  citizen = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  officer = await openContext(browser, { signIn: /http\S+\/masuk\/sekali\/\S+/.exec(server.said)?.[0] });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(server.url + address, { headers, redirect: 'manual' });
const open = async (address: string): Promise<Page> => {
  const page = await citizen.newPage();
  await page.goto(server.url + address);
  return page;
};

describe('a citizen on a phone, without scripts', () => {
  it('finds her answer from what she writes', async () => {
    const page = await open('/');
    await page.fill('#layanan', 'pajak motor');
    await page.fill('#tempat', 'kec. kras');
    await page.click('main button');
    expect(page.url()).toBe(server.url + KRAS);
    expect(await page.textContent('h1')).toBe('Pajak kendaraan tahunan');
  });

  it('is asked back where her words mean several things, and told where they mean none', async () => {
    const page = await open('/cari?layanan=pajak&tempat=wates');
    expect(await page.textContent('h1')).toBe('wates yang mana?');
    await page.click('text=Wates, Kabupaten Kediri');
    expect(page.url()).toMatch(/\/layanan\/pkb-tahunan\/35\.06\.\d\d$/);
    await page.goto(`${server.url}/cari?layanan=pajak&tempat=zzzzzzzz`);
    expect(await page.textContent('main')).toContain('"zzzzzzzz" tidak ditemukan');
  });

  it('types a short address', async () => {
    expect((await get('/kras/pajak')).headers.get('location')).toBe(KRAS);
    expect((await get('/kras/zzzzzz')).status).toBe(404);
  });

  it('reads in English, and goes on doing so', async () => {
    const page = await open(KRAS);
    await page.click('text=English');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.goto(`${server.url}/`);
    expect(await page.textContent('h1')).toBe('Where is your service open?');
    await page.click('text=Bahasa Indonesia');
  });
});

describe('an address', () => {
  it('of an answer is at most 14 KB compressed, and knows when nothing has changed', async () => {
    const page = await get(KRAS, { 'accept-encoding': 'gzip' });
    expect(gzipSync(await page.text()).length).toBeLessThan(14 * 1024);
    const again = await get(KRAS, { 'if-none-match': page.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect((await (await get(`${KRAS}.json`)).json()) as object).toMatchObject({ region: { name: 'Kras' } });
    expect((await (await get(`${KRAS}.txt`)).text()).trim().length).toBeLessThanOrEqual(160);
  });

  it.each([
    ['/tidak-ada', 404, 'Halaman ini tidak ada'],
    ['/layanan/tidak-ada/35.06.03', 404, 'Halaman ini tidak ada'],
    ['/layanan/pkb-tahunan/99.99.99', 404, 'Halaman ini tidak ada'],
    [`${KRAS}?pada=besok`, 422, 'Isian belum benar'],
    ['/kantor/tidak-ada', 404, 'Halaman ini tidak ada'],
  ])('%s gives the status %i and a page that says so', async (address, status, words) => {
    const page = await get(address);
    expect(page.status).toBe(status);
    expect(await page.text()).toContain(words);
  });

  it('of the API answers errors as problem+json', async () => {
    const problem = await get('/api/v1/tidak-ada');
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
    expect(await problem.json()).toMatchObject({ status: 404, instance: '/api/v1/tidak-ada' });
  });
});

describe('a closure', () => {
  it('taken from one tap shows to the public at once, as a report', async () => {
    await get(KRAS);
    const page = await officer.newPage();
    await page.goto(`${server.url}/dasbor`);
    await page.click('main a.button.danger');
    await page.getByRole('link', { name: 'Samsat Katang', exact: true }).click();
    await page.click('main a.button.danger');
    expect(await page.textContent('main')).toContain('Ngadiluwih');
    await page.locator('main form button[type=submit]').last().click();
    await page.waitForURL('**/dasbor/kejadian/**');
    const told = await (await get(KRAS)).text();
    expect(told).toContain('Jangan datang ke Samsat Katang');
    expect(told.indexOf('<div class="notice stop"')).toBeLessThan(told.indexOf('<h2'));
    expect(told).toContain('menunggu konfirmasi');
    expect(await (await get('/kantor/samsat-katang')).text()).toContain('Jangan datang ke Samsat Katang');
    expect(await (await get('/')).text()).toContain('menunggu konfirmasi');
  });
});

describe('every page', () => {
  const visit = (faults: string[]) => async (page: Page, address: string, status?: number) => {
    const found = status === 200 ? await faultsOf(page) : [`status ${status}`];
    faults.push(...found.map((fault) => `${address}: ${fault}`));
  };

  it('of the portal can be used by everybody, on a phone', async () => {
    const faults: string[] = [];
    const context = await openContext(browser);
    const seen = await walk(context, server.url, ['/', KRAS, '/cari?layanan=pajak&tempat=wates'], visit(faults), 40);
    expect(faults).toEqual([]);
    expect(seen.length).toBeGreaterThan(5);
  }, 240_000);

  it('of the console too', async () => {
    const faults: string[] = [];
    const seen = await walk(officer, server.url, ['/dasbor'], visit(faults), 60);
    expect(faults).toEqual([]);
    expect(seen.filter((address) => address.startsWith('/dasbor')).length).toBeGreaterThan(7);
  }, 240_000);
});
