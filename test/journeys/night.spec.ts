import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type RunningServer, sinambung, startServer } from '../support/server.mjs';
import { LoopbackGateway } from '../support/sms-gateway.js';
import { openBrowser, openContext } from '../support/walk.mjs';

const KRAS = '/layanan/pkb-tahunan/35.06.03';
const data = mkdtempSync(path.join(tmpdir(), 'sinambung-night-'));
let gateway: LoopbackGateway;
let server: RunningServer;
let browser: Browser;
/** Citizens and duty officers: a phone without scripts, not signed in. */
let phone: BrowserContext;
let admin: BrowserContext;

beforeAll(async () => {
  gateway = await LoopbackGateway.open();
  server = await startServer({ data, settings: { SINAMBUNG_SMS_URL: gateway.url } });
  browser = await openBrowser();
  phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  admin = await openContext(browser, { signIn: /http\S+\/masuk\/sekali\/\S+/.exec(server.said)?.[0] });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await gateway?.close();
  rmSync(data, { recursive: true, force: true });
});

const open = async (address: string, context = phone): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(new URL(address, server.url).href);
  return page;
};
const told = async (address: string) => (await fetch(server.url + address)).text();
const cli = async (...args: string[]) => JSON.parse(await sinambung({ data }, ...args, '--json'));
const PATIENCE_MS = 40_000;
async function until<T>(ask: () => T | undefined): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; ) {
    const answer = ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing came');
}

describe('a citizen who cannot come', () => {
  it('asks for a visit from her answer, follows it by its number, and takes it back', async () => {
    const page = await open(KRAS);
    await page.click('text=Minta petugas datang ke rumah');
    expect(await page.inputValue('#serviceId')).toBe('pkb-tahunan');
    await page.selectOption('#villageCode', { label: 'Jambean' });
    await page.check('input[name=needs][value=wheelchair]');
    await page.fill('#name', 'Pemohon Contoh Empat');
    await page.locator('form[method=post] button[type=submit]').click();
    const [, tracking = ''] = /\/jemput\/([0-9A-Z-]+)\?baru=1$/.exec(page.url()) ?? [];
    const later = await open('/jemput');
    await later.fill('#nomor', tracking.toLowerCase());
    await later.locator('form[method=get] button').last().click();
    expect(await later.textContent('main')).toMatch(/Jambean/);
    expect(await later.textContent('main')).not.toContain('Pemohon Contoh');
    await later.click('summary');
    await later.locator('form[action$="/batal"] button').click();
    expect(await later.locator('form[action$="/batal"]').count()).toBe(0);
  });
});

describe('on duty, without signing in', () => {
  it('a place on the roster whose number can be reached is put first', async () => {
    const page = await open('/dasbor/piket', admin);
    await page.fill('#functionName', 'Petugas Uji');
    await page.fill('#phone', '+62 812 0000 0001');
    await page.locator('form[action="/dasbor/piket"] button').click();
    const card = page.locator('li.card', { hasText: 'Petugas Uji' });
    while ((await card.locator('button[value=up]').count()) > 0) await card.locator('button[value=up]').click();
    expect(await page.locator('li.card').first().textContent()).toContain('Petugas Uji');
    await page.close();
  });

  it('one reports by SMS; the next is told by SMS and confirms by its link', async () => {
    const sms = new URLSearchParams({ id: 'm-1', from: '+6200000000003', text: 'TUTUP KATANG KEBAKARAN' });
    await fetch(`${server.url}/api/v1/sms`, { method: 'POST', body: sms });
    expect(await told(KRAS)).toContain('menunggu konfirmasi');
    const link = await until(() => gateway.heard.map(({ text }) => /http\S+\/piket\/\S+/.exec(text)?.[0]).find(Boolean));
    const page = await open(link);
    expect(await page.textContent('h1')).toBe('Benarkah Samsat Katang tutup?');
    await page.click('button[value=confirm]');
    expect(await page.textContent('h1')).toBe('Terima kasih, sudah dipastikan');
    expect(await told(KRAS)).not.toContain('menunggu konfirmasi');
  }, 60_000);

  it('a code on paper closes an office, once', async () => {
    const { codes } = (await cli('roster', 'codes', 'print', '2')) as { codes: string[] };
    const use = async () => {
      const page = await open('/darurat');
      await page.fill('#code', codes[0]!.toLowerCase());
      await page.fill('#office', 'samsat pare');
      await page.click('button[value=declare]');
      return page.textContent('main');
    };
    expect(await use()).toContain('Sudah ditandai tutup');
    expect(await told('/kantor/samsat-pare')).toContain('Jangan datang ke Samsat Pare');
    expect(await use()).not.toContain('Sudah ditandai tutup');
  });
});

describe('after it', () => {
  it('an owner finds what became of her paper, by its number alone', async () => {
    const [{ id }] = (await cli('incidents', 'list')).filter(
      ({ officeId }: { officeId: string }) => officeId === 'samsat-katang',
    );
    const list = path.join(data, 'daftar.csv');
    const columns = 'kind,document,reference,serial_from,serial_to,service,state';
    writeFileSync(list, `${columns}\noriginal,BPKB,AG 0000 XX,,,bbnkb,lost\n`);
    await cli('custody', 'register', id, list);
    const page = await open('/titipan');
    for (const [number, words] of [
      ['ag0000xx', 'Hilang atau rusak'],
      ['AG 0001 XX', 'Nomor ini tidak ada di daftar'],
    ] as const) {
      await page.fill('#nomor', number);
      await page.locator('form[action="/titipan"] button').click();
      expect(await page.textContent('main')).toContain(words);
      expect(page.url()).toBe(`${server.url}/titipan`);
    }
  });

  it('an admin closes what is left of a region by one declaration on a phone; a second person is needed to confirm', async () => {
    const page = await open('/dasbor/serentak', admin);
    await page.fill('#daftar', 'samsat katang\nsamsat kota kediri\nmpp kota kediri');
    await page.locator('form:has(#daftar) button').click();
    expect(await page.textContent('main')).toContain('Samsat Katang');
    await page.locator('form[action="/dasbor/serentak"] button').click();
    await page.waitForURL('**/dasbor/serentak/*selesai=*');
    expect(await page.locator('ul.duties li').allTextContents()).toHaveLength(2);
    expect(await page.locator('form[action$="/konfirmasi"]').count()).toBe(0);
    for (const office of ['samsat-kota-kediri', 'mpp-kota-kediri'])
      expect(await told(`/kantor/${office}`)).toContain('menunggu konfirmasi');
  });
});
