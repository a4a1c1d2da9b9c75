import { randomUUID } from 'node:crypto';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { Complaints } from '../complaints/index.js';
import { Feedback } from '../directory/index.js';
import { PortalModule } from './portal.module.js';

const KRAS = '/layanan/pkb-tahunan/35.06.03';

let web: WebApp;
beforeAll(async () => {
  web = await openWebApp([], {}, [PortalModule]);
});
afterAll(() => web.close());

const get = (url: string) => web.app.inject({ method: 'GET', url });
const search = (layanan: string, tempat = '') => get(`/cari?${new URLSearchParams({ layanan, tempat })}`);
const SAID = '/kantor/samsat-pare/kabar';
const said = (kabar: string, more: object = {}) => ({ kabar, layanan: 'pkb-tahunan', wilayah: '35.06.03', ...more });
const ask = async (kabar: string) => {
  const { body, headers } = await get(`${SAID}?${new URLSearchParams(said(kabar))}`);
  return { page: main(body), headers, kunci: /name="kunci" value="([^"]+)"/.exec(body)?.[1] };
};
const press = (kabar: string, more: object = {}) =>
  web.app.inject({ method: 'POST', url: SAID, payload: said(kabar, { kunci: randomUUID(), ...more }) });
const main = (page: string) => page.split('<main')[1] ?? '';

describe('searching', () => {
  it.each([
    ['bayar pajak motor kras', '', KRAS],
    ['pajek motor', 'kec. kras', KRAS],
    ['', 'pajak kras', KRAS],
    ['pkb-tahunan', '35.06.03', KRAS],
    ['perpanjang stnk kras', '', KRAS],
    ['samsat katang', '', '/kantor/samsat-katang'],
    ['samsat kattang', '', '/kantor/samsat-katang'],
  ])('%j with %j goes to %s', async (service, place, to) => {
    expect((await search(service, place)).headers.location).toBe(to);
  });

  it.each([
    ['perpanjang stnk', '', 'Di kecamatan mana Anda tinggal?'],
    ['pajak', 'wates', 'wates yang mana?'],
    ['bayar pajak di samsat katang', '', 'Di kecamatan mana Anda tinggal?'],
    ['samsat kediri', '', 'Kantor yang mana?'],
    ['', 'kras', 'Layanan yang mana?'],
    ['zzzzzz', '', 'Layanan yang mana?'],
    ['kk hilang', '', 'Kartu keluarga (KK) tidak dilayani di sini'],
    ['pajak', 'zzzzzzzz', '&quot;zzzzzzzz&quot; tidak ditemukan'],
  ])('%j with %j is asked back: %s', async (service, place, words) => {
    const page = await search(service, place);
    expect(page.statusCode).toBe(200);
    expect(main(page.body)).toContain(words);
  });

  it('puts the namesakes that somebody serves on top', async () => {
    const page = main((await search('pajak', 'wates')).body);
    expect(page.indexOf('Kabupaten Kediri')).toBeLessThan(page.indexOf('Kulon Progo'));
  });

  it('says no where nobody serves, with an officer to ask; made-up numbers are no links', async () => {
    const page = await search('pajak', 'sukasari bandung');
    expect([page.statusCode, main(page.body)]).toEqual([404, expect.stringContaining('kami belum melayani Sukasari')]);
    expect(main(page.body)).toMatch(/\(0354\) 000-000\d.*contoh, bukan nomor sebenarnya/s);
    expect(main(page.body)).not.toContain('href="tel:');
    expect(main((await get('/layanan/pkb-tahunan/32.73.01')).body)).toContain('kami belum melayani Sukasari');
  });

  it.each(['/layanan/tidak-ada/35.06.03', '/layanan/pkb-tahunan/99.99.99', '/kras/zzzzzz', '/kantor/x'])(
    'names an officer to ask where there is no page: %s',
    async (address) => {
      const page = await get(address);
      expect(page.statusCode).toBe(404);
      expect(main(page.body)).toMatch(/href="\/".*Tanya petugas.*000-000\d/s);
    },
  );

  it('offers the kecamatan around a position, and takes nonsense for none', async () => {
    const page = await get('/cari?layanan=pajak&posisi=-7.96,111.98');
    expect(main(page.body)).toContain(`href="${KRAS}"`);
    expect(main((await get('/cari?layanan=pajak&posisi=x')).body)).toContain('Di kecamatan mana');
    expect((await get('/cari?layanan=pajak&posisi=51.50,0.12')).statusCode).toBe(200);
  });

  it('understands a short address, asks back an ambiguous one, and knows no other', async () => {
    expect((await get('/kras/pajak')).headers.location).toBe(KRAS);
    expect(main((await get('/wates/pajak')).body)).toContain('wates yang mana?');
    expect((await get('/kras/zzzzzz')).statusCode).toBe(404);
  });

  it('writes the short address on the answer once it has read the names', async () => {
    await get(KRAS);
    const other = '/layanan/pkb-tahunan/35.06.04';
    await expect(get(other).then(({ body }) => body)).resolves.toMatch(/\/ngadiluwih\/pajak<\/strong>/);
  });
});

describe('whether a case can go online', () => {
  const check = async (query: string) => main((await get(`${KRAS}/online${query}`)).body);

  it('asks only what a channel makes a condition, and judges nothing that was not said', async () => {
    const page = await check('');
    expect(page).toContain('name="telat" value="60"');
    expect(page).not.toContain('Bisa lewat');
  });

  it('says by channel yes, no and why, or what it depends on', async () => {
    const late = await check('?tahunan=ya&milik=pribadi&umum=tidak&blokir=tidak&telat=365');
    expect(late).toContain('Bisa lewat e-Samsat Jatim');
    expect(late).toMatch(/Tidak bisa lewat Aplikasi SIGNAL.*Terlambat paling lama sekitar 2 bulan/s);
    const open = await check('?tahunan=ya&milik=pribadi&umum=tidak&blokir=tidak-tahu&telat=0');
    expect(open).toMatch(/Belum tentu bisa lewat Aplikasi SIGNAL.*Data kendaraan tidak diblokir/s);
  });

  it('says so where there is no way online', async () => {
    expect(main((await get('/layanan/bbnkb/35.06.03/online')).body)).toContain('tidak ada cara online');
  });
});

describe('the two buttons', () => {
  const counted = async () => {
    const day = (await web.app.get(Feedback).today(['samsat-pare'])).get('samsat-pare');
    return [day?.served ?? 0, day?.turnedAway ?? 0];
  };

  it('ask once more with a key for this visit, kept by no cache; the answer with the buttons is the same for everybody', async () => {
    expect((await get(KRAS)).body).not.toContain('name="kunci"');
    const [one, other] = [await ask('turned-away'), await ask('turned-away')];
    expect(one.headers['cache-control']).toBe('no-store');
    expect(one.page).toMatch(/Saya ditolak di Samsat Pare.*nomor pengaduan/s);
    expect(one.kunci).not.toBe(other.kunci);
    expect(await counted()).toEqual([0, 0]);
  });

  it('count a double tap once, and give it the same complaint', async () => {
    const [before, { kunci }] = [await counted(), await ask('turned-away')];
    const taps = await Promise.all([press('turned-away', { kunci }), press('turned-away', { kunci })]);
    taps.push(await press('turned-away', { kunci }));
    expect(new Set(taps.map(({ headers }) => headers.location)).size).toBe(1);
    const served = await ask('served');
    await Promise.all([press('served', { kunci: served.kunci }), press('served', { kunci: served.kunci })]);
    expect(await counted()).toEqual([before[0]! + 1, before[1]! + 1]);
  });

  it.each([undefined, 'x'])('ask as well where a page from before sends the key %j', async (kunci) => {
    const { statusCode, body } = await press('served', { kunci });
    expect([statusCode, main(body)]).toEqual([200, expect.stringContaining('name="kunci"')]);
  });

  it('count who was served, and thank her', async () => {
    const { headers, statusCode } = await press('served');
    expect(statusCode).toBe(303);
    expect(main((await get(String(headers.location))).body)).toContain('kabar Anda dicatat');
  });

  it('open a complaint that knows the place for who was turned away, with its number', async () => {
    const { headers } = await press('turned-away');
    const tracking = /^\/pengaduan\/([^?]+)/.exec(String(headers.location))?.[1] ?? '';
    const folder = await web.app.get(Complaints).folder(tracking, new Date());
    expect(folder.complaint).toMatchObject({ officeId: 'samsat-pare', serviceId: 'pkb-tahunan', regionCode: '35.06.03' });
    const page = main((await get(String(headers.location))).body);
    expect(page).toContain(tracking);
    expect(page).not.toContain('Lihat jawaban otomatis');
  });

  it('refuse what is not there, and another site', async () => {
    const shouted = await press('shouted');
    expect(shouted.statusCode).toBe(422);
    expect(main(shouted.body)).toContain('<li>Pilih salah satu.</li>');
    expect(main(shouted.body)).not.toContain('kabar');
    expect((await press('served', { layanan: 'x' })).statusCode).toBe(404);
    expect((await press('turned-away', { wilayah: '99.99' })).statusCode).toBe(404);
    const cross = await web.app.inject({
      method: 'POST',
      url: SAID,
      headers: { 'sec-fetch-site': 'cross-site' },
      payload: said('served'),
    });
    expect(cross.statusCode).toBe(403);
  });
});

describe('a picture and a map', () => {
  it('of an answer is a PNG that other sites may show, drawn anew only when it would differ', async () => {
    const card = await get(`${KRAS}/kartu.png`);
    expect(card.headers).toMatchObject({ 'content-type': 'image/png', 'cross-origin-resource-policy': 'cross-origin' });
    expect([card.rawPayload.readUInt32BE(16), card.rawPayload.readUInt32BE(20)]).toEqual([1200, 630]);
    const again = await web.app.inject({ url: `${KRAS}/kartu.png`, headers: { 'if-none-match': String(card.headers.etag) } });
    expect(again.statusCode).toBe(304);
    expect((await get(KRAS)).body).toContain(`${KRAS}/kartu.png`);
    expect((await get('/layanan/pkb-tahunan/99.99.99/kartu.png')).statusCode).toBe(404);
  });

  it('stands on no pin that nobody surveyed', async () => {
    const page = main((await get(`/peta${KRAS}`)).body);
    expect(page).toContain('Samsat Katang');
    expect(page).not.toMatch(/&quot;lat&quot;/);
    expect((await get('/peta/batas/35.06')).json().features).toHaveLength(26);
    expect((await get('/peta/batas/32.73')).statusCode).toBe(404);
  });

  it('is offered where there is a place to show, and nowhere else', async () => {
    const SURABAYA = '/layanan/pkb-tahunan/35.78.01';
    const offer = (path: string) => `href="/peta${path}"`;
    expect((await get(KRAS)).body).toContain(offer(KRAS));
    expect((await get(`/peta${KRAS}`)).body).toContain('id="peta"');
    expect((await get(SURABAYA)).body).not.toContain(offer(SURABAYA));
    const page = main((await get(`/peta${SURABAYA}`)).body);
    expect(page).toContain('Belum ada tempat untuk ditunjukkan.');
    expect(page).not.toContain('id="peta"');
  });

  it('is helped by a script of ours alone, and the answer by none', async () => {
    expect((await get(`/peta${KRAS}`)).headers['content-security-policy']).toContain("script-src 'self';");
    expect((await get(KRAS)).headers['content-security-policy']).not.toContain('script-src');
    const [address] = /\/aset\/place-[0-9a-f]+\.js/.exec((await get('/')).body) ?? [];
    expect((await get(String(address))).headers['content-type']).toContain('text/javascript');
  });
});
