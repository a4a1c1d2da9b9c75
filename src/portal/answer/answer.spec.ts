import { gzipSync } from 'node:zlib';
import { type Answer, StaticPages } from '../../answers/index.js';
import { type Clock, Config, type Instance, Texts, Views } from '../../platform/index.js';
import { Assets, Pages, Styles } from '../../web/index.js';
import { ShortAddresses } from '../find/short-addresses.js';
import { readAddress } from './answer-address.js';
import { AnswerRenderer } from './answer-renderer.js';
import { answerView } from './answer-view.js';

const WORDS = { id: 'Pajak kendaraan tahunan', en: 'Annual vehicle tax' };
const BRING = [{ code: 'ktp', text: 'KTP asli', texts: { id: 'KTP asli', en: 'Original identity card' }, isSample: false }];

const pare: Answer['goTo'][number] = {
  offeringId: 'pkb-tahunan@samsat-pare',
  kind: 'counter',
  name: 'KB Samsat Pare',
  office: {
    id: 'samsat-pare',
    name: 'KB Samsat Pare',
    address: 'Jl. Contoh 1',
    regionCode: '35.06.17',
    isSample: false,
    sampleFields: ['phone'],
    phone: '000-0000',
  },
  km: 29.7,
  hours: { always: false, weekly: { mon: [{ open: '08:00', close: '12:00' }] }, closedOn: [] },
  openNow: false,
  nextOpening: '2025-09-08T01:00:00Z',
  startOn: '2025-09-12',
  requirements: BRING,
  status: 'normal',
  overCapacity: true,
  assumed: false,
  as: 'host',
  differences: [],
};

const answer: Answer = {
  at: '2025-09-05T03:00:00Z',
  service: { id: 'pkb-tahunan', name: WORDS.id, names: WORDS, needsInspection: false },
  region: { code: '35.06.03', name: 'Kras', label: 'Kras, Kabupaten Kediri, Jawa Timur', zone: 'Asia/Jakarta' },
  state: 'rerouted',
  doNotGo: { office: { id: 'samsat-katang', name: 'KB Samsat Katang' }, since: '2025-08-30T14:30:00Z', state: 'reported' },
  goTo: [pare],
  areas: [],
  visits: [],
  online: [],
  lateness: [{ part: 'pkb', state: 'none', authority: 'Gubernur', authorityConfirmed: false }],
  stale: true,
  complaint: { smsTo: '1708', smsCode: 'KABKEDIRI' },
};

const short = { of: () => '/kras/pajak' } as unknown as ShortAddresses;

async function renderer(): Promise<AnswerRenderer> {
  const config = new Config({ SINAMBUNG_URL: 'https://sinambung.invalid' });
  const texts = new Texts(config);
  const styles = new Styles(config);
  await styles.ready;
  const clock = { now: () => new Date(answer.at) } as Clock;
  const pages = new Pages(
    new Views(config, texts),
    texts,
    styles,
    { kind: 'demonstration' } as Instance,
    clock,
    new Assets(config),
  );
  return new AnswerRenderer(pages, texts, config, new StaticPages(), short);
}

describe("the page of a citizen's answer", () => {
  it('says first where not to go, and that the report waits for its confirmation', async () => {
    const page = (await renderer()).html(answer, 'id').split('<main')[1] ?? '';
    expect(page).toContain('Jangan datang ke KB Samsat Katang');
    expect(page).toContain('Dilaporkan tutup 30 Agustus 2025 21.30 WIB, menunggu konfirmasi');
    expect(page.indexOf('Jangan datang')).toBeLessThan(page.indexOf('KB Samsat Pare'));
    expect(page).toContain('29,7\u00a0km garis lurus');
  });

  it('lets who cannot come ask for a visit at home, with the service and her kecamatan filled in', async () => {
    const form = '/jemput?layanan=pkb-tahunan&amp;wilayah=35.06.03';
    expect((await renderer()).html(answer, 'id')).toContain(`href="${form}">Minta petugas datang ke rumah</a>`);
    expect((await renderer()).html(answer, 'id', { told: new Date(answer.at) })).not.toContain(form);
  });

  it('promises only what is signed', async () => {
    const made = await renderer();
    const withPart = (part: object) => made.html({ ...answer, lateness: [{ ...answer.lateness[0], ...part }] } as Answer, 'id');
    expect(withPart({})).toContain('belum ada keputusan, simpan bukti ini');
    expect(withPart({ state: 'proposed' })).toContain('diusulkan dibebaskan, belum diputuskan');
    expect(withPart({ state: 'proposed' })).not.toContain('SK no.');
    expect(withPart({ state: 'granted', number: '1/CONTOH/2025' })).toContain('dibebaskan (SK no. 1/CONTOH/2025)');
  });

  it('weighs at most 14 KB compressed and runs no script', async () => {
    const page = (await renderer()).html({ ...answer, goTo: Array(6).fill(pare) }, 'en');
    expect(gzipSync(page).length).toBeLessThan(14 * 1024);
    expect(page).not.toMatch(/<script(?! type="application\/ld\+json")|\son\w+=|javascript:/i);
  });

  it('says in a demonstration that it is one, with its clock', async () => {
    expect((await renderer()).html(answer, 'id')).toMatch(
      /Demonstrasi\. Bukan layanan sebenarnya\..*5 September 2025 10\.00 WIB/,
    );
  });

  it('says nothing as a copy that is true only at its moment', async () => {
    const { stale: _, ...told } = answer;
    const { nextOpening: _next, openNow: _open, ...place } = pare;
    const lasting: Answer = { ...told, isCopy: true, goTo: [{ ...place, startOn: '2025-09-01', shutOn: ['2025-09-05'] }] };
    const page = (await renderer()).html(lasting, 'id', { copy: true });
    expect(page).toContain('Melayani warga Kras mulai 1 September 2025');
    expect(page).toContain('Sen 08.00-12.00. Tutup 5 September 2025 (hari libur).');
    expect(page).toContain('Halaman ini dibuat 5 September 2025 10.00 WIB.');
    expect(page).not.toMatch(/Buka sekarang|Tutup sekarang|Jadwal buka|sudah lama|Jam di sini/);
  });

  it('points nowhere into the server when it is a copy', async () => {
    expect((await renderer()).html(answer, 'id', { copy: true })).not.toMatch(/href="\/|action="/);
  });

  it('is marked when it shows what was told then', async () => {
    const page = (await renderer()).html(answer, 'id', { told: new Date(answer.at) });
    expect(page).toContain('Ini yang diberitahukan pada 5 September 2025 10.00 WIB');
    expect(page).toContain('name="robots" content="noindex"');
  });

  it('says from when a host takes people instead of when it opens next, until that day', () => {
    const texts = new Texts(new Config({}));
    const starts = (at: string) => answerView({ ...answer, at }, texts, 'id').places[0]?.startsLater;
    expect(starts('2025-09-11T16:59:00Z')).toBe(true);
    expect(starts('2025-09-11T17:00:00Z')).toBe(false);
  });

  it.each([
    ['35.06.03', '35.06.03', 'html'],
    ['35.06.03.json', '35.06.03', 'json'],
    ['35.06.03.txt', '35.06.03', 'txt'],
  ])('reads the address %s', (last, region, variant) => {
    expect(readAddress('pkb-tahunan', last)).toEqual({ service: 'pkb-tahunan', region, variant });
  });
});
