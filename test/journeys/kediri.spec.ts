import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addressOf } from '../faults/story-state.mjs';
import { onServer } from '../support/postgres.js';
import { type RunningServer, sinambung, startServer } from '../support/server.mjs';
import { openBrowser, openContext } from '../support/walk.mjs';

const KRAS = '/layanan/pkb-tahunan/35.06.03';
const SOURCE = '/dasbor/pemulihan/samsat-katang-db';
const data = mkdtempSync(path.join(tmpdir(), 'sinambung-kediri-'));
let server: RunningServer;
let browser: Browser;
let citizen: BrowserContext;
let incident: string;
let reroute: string;
let decision: string;
let announcement: string;

const staff: Record<string, Page> = {};

beforeAll(async () => {
  server = await startServer({ data });
  browser = await openBrowser();
  citizen = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  for (const role of ['admin', 'coordinator', 'coordinator-2', 'recovery-officer', 'dispensation-officer'])
    staff[role] = await signIn(role);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function signIn(role: string): Promise<Page> {
  const { url } = JSON.parse(
    await sinambung(
      { data, settings: { SINAMBUNG_URL: server.url } },
      'sign-in-link',
      '--email',
      `${role}@contoh.invalid`,
      '--json',
    ),
  );
  return (await openContext(browser, { signIn: url })).newPage();
}

const as = (role: string): Page => staff[role] as Page;
const see = async (page: Page, address: string): Promise<string> => {
  await page.goto(server.url + address);
  return (await page.textContent('main')) ?? '';
};
const get = (address: string) => fetch(server.url + address);
const text = async (address: string) => (await get(address)).text();
const told = async (): Promise<string> => {
  const page = await citizen.newPage();
  const said = await see(page, KRAS);
  await page.close();
  return said.replace(/\s+/g, ' ');
};
const submit = (page: Page, action: string) => page.locator(`form[action$="${action}"] button`).click();

/** Asks again until it is so: workflows of the server bring it about in their own time. */
async function until<T>(ask: () => Promise<T | false | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('the night of the fire, by hand', () => {
  it('1: an admin finds the office on a phone and sees what its closing means', async () => {
    const page = as('admin');
    await see(page, '/dasbor/kantor?cari=katang');
    await page.click('main a[href="/dasbor/kantor/samsat-katang"]');
    await page.click('main a.button.danger');
    const preview = (await page.textContent('main')) ?? '';
    for (const kecamatan of ['Ngasem', 'Kras', 'Wates', 'Gampengrejo', 'Ngadiluwih', 'Kandat', 'Ngancar', 'Ringinrejo', 'Gurah'])
      expect(preview).toContain(kecamatan);
    expect(preview).toContain('Basis data kendaraan Samsat Katang');
    expect(preview).not.toContain('belum ada data');
  });

  it('2: from one tap the public is warned, as unconfirmed', async () => {
    const page = as('admin');
    await page.locator('main form button[type=submit]').last().click();
    await page.waitForURL('**/dasbor/kejadian/**');
    incident = new URL(page.url()).pathname;
    expect(await told()).toMatch(
      /Jangan datang ke Samsat Katang Dilaporkan tutup 30 Agustus 2025 21\.\d\d WIB, menunggu konfirmasi/,
    );
    expect(await page.locator(`form[action="${incident}/konfirmasi"]`).count()).toBe(0);
  });

  it('2: a second person confirms', async () => {
    const page = as('coordinator');
    await see(page, incident);
    await submit(page, '/konfirmasi');
    expect(await told()).not.toContain('menunggu konfirmasi');
  });

  it('3: the playbook proposes a reroute and asks the hosts; one answers by its link, one by telephone', async () => {
    const page = as('coordinator');
    reroute = await until(async () => {
      await see(page, '/dasbor/pengalihan');
      const link = page.locator('main a[href^="/dasbor/pengalihan/"]').first();
      const href = (await link.count()) > 0 ? await link.getAttribute('href') : null;
      return (
        href !== null &&
        (await see(page, href)).includes('MPP Kota Kediri') &&
        (await page.locator('form[action$="/tautan"]').count()) > 1 &&
        href
      );
    });
    await page.locator('.card', { hasText: 'MPP Kota Kediri' }).locator('form[action$="/tautan"] button').click();
    const host = await citizen.newPage();
    await host.goto((await page.textContent('main code')) ?? '');
    await host.check('#accept-0');
    await host.fill('#perDay', '60');
    await host.click('main button[type=submit]');
    expect(await host.textContent('h1')).toMatch(/Jawaban diterima/);
    await see(page, reroute);
    await page.locator('.card', { hasText: 'Samsat Pare' }).locator('a[href$="/telepon"]').click();
    await page.fill('#calledName', 'Kepala pelayanan Samsat Pare (contoh)');
    await page.check('#accept-0');
    await page.fill('#perDay', '180');
    await page.fill('#startOn', '2025-09-12');
    await page.click('main button[type=submit]');
    expect(await told()).toContain('Kantor pengganti sedang disiapkan');
  });

  it('3: whoever declared it cannot approve; a second coordinator does, and it is published', async () => {
    await see(as('admin'), reroute);
    expect(await as('admin').locator('form[action$="/setujui"]').count()).toBe(0);
    await see(as('coordinator-2'), reroute);
    await submit(as('coordinator-2'), '/setujui');
    expect(await told()).toMatch(
      /Jangan datang ke Samsat Katang.*Datang ke sini.*MPP Kota Kediri.*km garis lurus dari Kras.*Yang dibawa.*Atau bayar online/,
    );
  });

  it('4: page, data, SMS, poster and static copy tell the same', async () => {
    const answer = (await (await get(`${KRAS}.json`)).json()) as { goTo: { name: string }[]; lateness: { state: string }[] };
    expect(answer.goTo[0]?.name).toContain('MPP Kota Kediri');
    expect(answer.lateness.map(({ state }) => state)).toEqual(['none', 'none', 'none', 'none']);
    const sms = (await text(`${KRAS}.txt`)).trim();
    expect(sms).toContain('MPP Kota Kediri');
    expect(sms.length).toBeLessThanOrEqual(160);
    const poster = Buffer.from(await (await get('/poster/samsat-katang.pdf')).arrayBuffer());
    expect(poster.subarray(0, 5).toString()).toBe('%PDF-');
    const copy = path.join(data, 'public', KRAS, 'index.html');
    await until(async () => existsSync(copy) && readFileSync(copy, 'utf8').includes('MPP Kota Kediri'));
  });

  it('5: the lost database is restored under its own name, and proven', async () => {
    const page = as('recovery-officer');
    await until(
      async () => (await see(page, SOURCE)).match(/terbukti/i) && (await page.locator('a[href$="/pulihkan"]').count()) > 0,
    );
    await onServer((client) => client.query('drop database samsat_katang with (force)'), addressOf(data, 'postgres'));
    await see(page, `${SOURCE}/pulihkan`);
    await page.check('#target-original');
    await page.click('main form button[type=submit]');
    const result = new URL(page.url()).pathname;
    const proof = await until(async () => {
      const said = await see(page, result);
      return said.includes('kewajiban') && said;
    });
    expect(proof).not.toMatch(/berbeda/i);
    const { rows } = await onServer(
      (client) => client.query('select count(*)::int as n from kendaraan'),
      addressOf(data, 'samsat_katang'),
    );
    expect(rows[0].n).toBe(200_000);
  });

  it('6: a dispensation is proposed, then signed by another person; the page promises only what is signed', async () => {
    const page = as('dispensation-officer');
    await see(page, `/dasbor/dispensasi/baru?kejadian=${incident.split('/').at(-1)}`);
    for (const part of ['pkb', 'opsen']) await page.check(`input[name=parts][value=${part}]`);
    await page.fill('#issuer', 'Gubernur Jawa Timur (contoh)');
    await page.fill('#legalBasis', 'CONTOH: keputusan kepala daerah tentang pembebasan sanksi');
    await page.fill('#dueFrom', '2025-08-30');
    await page.fill('#dueTo', '2025-09-12');
    await page.fill('#payBy', '2025-09-30');
    await page.click('main form button[type=submit]');
    decision = new URL(page.url()).pathname;
    await until(async () => (await told()).includes('diusulkan dibebaskan, belum diputuskan'));
    expect(await page.locator('form[action$="/tanda-tangan"]').count()).toBe(0);
    const signer = as('admin');
    await see(signer, decision);
    await signer.fill('#number', 'CONTOH/188/2025');
    await submit(signer, '/tanda-tangan');
    await until(async () => (await told()).includes('dibebaskan (SK no. CONTOH/188/2025)'));
    expect(await told()).toContain('belum ada keputusan, simpan bukti ini');
  });

  it('6: each owner has a letter, and its code can be checked', async () => {
    const page = as('dispensation-officer');
    const code = await until(async () => {
      await see(page, `${decision}/surat`);
      return page
        .locator('main a[href^="/periksa/"]')
        .first()
        .textContent({ timeout: 1000 })
        .catch(() => undefined);
    });
    const public_ = await citizen.newPage();
    expect(await see(public_, `/periksa/${code}`)).toMatch(/CONTOH\/188\/2025/);
    expect(await see(public_, '/periksa/AAAA-AAAA-AAAA')).not.toMatch(/CONTOH\/188\/2025/);
  });

  it('7: an SMS becomes a complaint, is asked for the kecamatan and answered', async () => {
    const sms = async (id: string, words: string) => {
      const body = JSON.stringify({ id, from: '+620000000101', text: words });
      const answer = await fetch(`${server.url}/api/v1/sms`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      return (await answer.json()) as { tracking: string; replies: { text: string }[] };
    };
    const first = await sms('j-1', 'KABKEDIRI samsat katang tutup, bayar pajak dimana?');
    expect(first.replies[0]?.text).toMatch(/kecamatan mana/);
    const second = await sms('j-2', 'kras');
    expect(second.replies[0]?.text).toContain('MPP Kota Kediri');
    expect(second.tracking).toBe(first.tracking);
    const status = await citizen.newPage();
    expect(await see(status, `/pengaduan/${first.tracking}`)).toContain('dijawab otomatis, menunggu petugas');
  });

  it('8: one announcement is a page, a feed entry and an alert', async () => {
    const feed = await until(async () => {
      const atom = await text('/umpan.atom');
      return atom.includes('<entry>') && atom;
    });
    announcement = /\/pengumuman\/([0-9a-f-]{36})/.exec(feed)?.[1] ?? '';
    expect(await text(`/pengumuman/${announcement}`)).toContain('Samsat Katang');
    expect(await text(`/cap/${announcement}.xml`)).toContain('urn:oasis:names:tc:emergency:cap:1.2');
  });

  it('8: it is cancelled when the office serves again', async () => {
    await see(as('coordinator'), incident);
    await submit(as('coordinator'), '/buka');
    expect(await as('coordinator').textContent('main')).toContain('Kejadian ditutup');
    await until(async () => (await text(`/cap/${announcement}.xml`)).includes('<msgType>Cancel</msgType>'));
    await until(async () => !(await told()).includes('Jangan datang ke Samsat Katang'));
  });

  it('9: the ledger verifies until a row is changed by hand; what was told before can still be shown', async () => {
    const page = as('admin');
    await see(page, '/dasbor/catatan');
    await submit(page, '/periksa');
    expect(await page.textContent('main')).toContain('Utuh');
    const { at } = (await (await get(`${KRAS}.json`)).json()) as { at: string };
    expect(await text(`${KRAS}?pada=${at.slice(0, 19)}Z`)).toContain('Ini yang diberitahukan pada');
    await onServer(async (client) => {
      await client.query('alter table audit.entry disable trigger entry_append_only');
      await client.query(`update audit.entry set detail = '{}' where verb = 'incidents.declare'`);
    }, addressOf(data));
    await see(page, '/dasbor/catatan');
    await submit(page, '/periksa');
    expect(await page.textContent('main')).toContain('tidak sama dengan saat disegel');
  });
});
