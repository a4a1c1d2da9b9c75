import { Module } from '@nestjs/common';
import { BrowserJar } from '../../../test/support/browser-jar.js';
import { openWebApp, type WebApp } from '../../../test/support/web-app.js';
import { RetentionApi } from '../../api/retention.controller.js';
import { BackupModule } from '../../backup/index.js';
import { PointStore } from '../../backup/point-store.js';
import { RestoreStore } from '../../backup/restore-store.js';
import { Shelf } from '../../backup/shelf.js';
import type { Source } from '../../backup/shelf-schema.js';
import { DirectoryModule } from '../../directory/index.js';
import { IncidentsModule } from '../../incidents/index.js';
import { Actor, CreateAccount, IssueSignInLink, IssueToken, ROLES } from '../../people/index.js';
import { Db, newId, Tx } from '../../platform/index.js';
import { PEOPLE_PAGES } from '../people-pages.js';
import { BackupController } from './backup.controller.js';
import { BackupPages } from './backup.pages.js';
import { RetentionController } from './retention.controller.js';
import { RetentionPages } from './retention.pages.js';

const HERE = '/dasbor/pemulihan/samsat-katang-db';
const terminal = Actor.terminal(ROLES);

@Module({
  imports: [BackupModule, DirectoryModule, IncidentsModule],
  controllers: [BackupController, RetentionController, RetentionApi],
  providers: [BackupPages, RetentionPages],
})
class PagesOfBackup {}

let web: WebApp;
let one: BrowserJar;
let two: BrowserJar;
let pointId: string;

beforeAll(async () => {
  web = await openWebApp(PEOPLE_PAGES, {}, [PagesOfBackup]);
  [one, two] = [await officer('satu'), await officer('dua')];
  pointId = await plant();
  await plant();
  await plant(1);
}, 60_000);
afterAll(() => web.close());

async function officer(name: string): Promise<BrowserJar> {
  const email = `${name}@contoh.invalid`;
  await web.app.get(CreateAccount).run(terminal, { name: `Petugas ${name}`, email, roles: ['recovery-officer'] });
  const { url } = await web.app.get(IssueSignInLink).run(terminal, { email });
  const jar = new BrowserJar(web.app);
  await jar.post(new URL(url).pathname, { password: 'empat kata yang baru', repeated: 'empat kata yang baru' });
  return jar;
}

async function plant(nth = 0): Promise<string> {
  const id = newId();
  const [store, at] = [web.app.get(PointStore), new Date()];
  const point = {
    id,
    sourceId: web.app.get(Shelf).sources[nth]!.id,
    cause: 'person',
    begunAt: at,
    takenAt: at,
    storedAt: at,
  } as const;
  const figures = { bytes: 5, rawBytes: 9, sha256: '0'.repeat(64), takeSeconds: 1 };
  const manifest = { tables: [{ name: 'pemilik', rows: 3, digest: 'x' }] } as never;
  await web.app.get(Tx).housekeeping('test.plant', async () => {
    await store.add({ ...point, state: 'running' });
    await store.save({ ...point, ...figures, manifest, state: 'verified', verifiedAt: at });
  });
  return id;
}

it('says of a folder, and not of a database, that its writer can also read the copies', async () => {
  const shelf = web.app.get(Shelf);
  const [database] = shelf.sources;
  const folder = { ...database, id: 'arsip-contoh', engine: 'restic', folder: { setting: 'ARSIP' } } as unknown as Source;
  (shelf.sources as Source[]).push(folder);
  const page = async (id: string) => (await one.get(`/dasbor/pemulihan/${id}`)).body;
  expect(await page('arsip-contoh')).toContain('dapat juga membaca salinannya');
  expect(await page(database!.id)).not.toContain('dapat juga membaca salinannya');
  (shelf.sources as Source[]).pop();
});

it('shows a board of forty sources with as many statements as one of two, and the mark of each', async () => {
  const sources = web.app.get(Shelf).sources as Source[];
  const [known, first] = [[...sources], sources[0]!];
  const statements = async (count: number) => {
    const others = Array.from({ length: count - 1 }, (_, n) => ({ ...first, id: `uji-${n}` }));
    sources.splice(0, sources.length, first, ...others);
    const asked = jest.spyOn(Db.prototype as never as { query(): Promise<unknown> }, 'query');
    const { body } = await one.get('/dasbor/pemulihan');
    const { length } = asked.mock.calls;
    asked.mockRestore();
    expect(body.match(/pemulihan\/(uji-\d+|samsat-katang-db)"/g)).toHaveLength(count);
    return length;
  };
  const forTwo = await statements(2);
  expect(await statements(40)).toBe(forTwo);
  sources.splice(0, sources.length, ...known);
});

describe('the page of several sources', () => {
  it('says of each what it brings back and what is lost, and what stands in the way of all', async () => {
    const page = async () => (await one.get('/dasbor/pemulihan/rangkaian?kantor=samsat-katang')).body;
    expect(await page()).toMatch(/Basis data kendaraan Samsat Katang[\s\S]*Data kembali ke keadaan[\s\S]*Mulai memulihkan/);
    const sources = web.app.get(Shelf).sources as Source[];
    sources.push({ ...sources[0]!, id: 'tanpa-titik', name: 'Tanpa titik' });
    expect(await page()).toContain('Tidak dapat dimulai');
    const { statusCode, body } = await one.post('/dasbor/pemulihan/rangkaian', { kantor: 'samsat-katang' });
    sources.pop();
    expect(statusCode).toBe(422);
    expect(body).toContain('Tanpa titik');
  });
});

describe('the pages of what is kept', () => {
  it('say why each point is kept, and draw how copies grow with the same in words', async () => {
    const { body } = await one.get(`${HERE}/retensi`);
    expect(body).toContain('terbaru');
    expect(body).toContain('belum dikonfirmasi');
    const point = (await one.get(`${HERE}/titik/${pointId}`)).body;
    expect(point).toMatch(/<svg[^>]*role="img" aria-label="Ukuran salinan"/);
    expect(point).toContain('Jumlah baris: 3 sampai 3, terakhir 3');
  });

  it('keep what was typed, and say what is wrong with it', async () => {
    const { statusCode, body } = await one.post(`${HERE}/retensi/tahan`, { reason: 'pemeriksaan', basis: '' });
    expect(statusCode).toBe(422);
    expect(body).toContain('pemeriksaan');
    expect(body).toContain('error-summary');
  });

  it('let one person ask and another approve', async () => {
    const asked = await one.post(`${HERE}/retensi/minta/hapus-titik`, { titik: pointId, reason: 'salinan keliru' });
    expect(asked.statusCode).toBe(303);
    const [own, other] = [(await one.get(`${HERE}/retensi`)).body, (await two.get(`${HERE}/retensi`)).body];
    expect(own).toContain('Orang lain yang harus menyetujui');
    expect((await two.get('/dasbor/pemulihan')).body).toContain('Ada permintaan yang menunggu orang kedua');
    const approve = /action="([^"]+\/setujui)"/.exec(other)![1]!;
    expect((await one.post(approve, {})).body).toContain('Harus orang kedua');
    expect((await two.post(approve, {})).statusCode).toBe(303);
    expect((await one.get(`${HERE}/titik/${pointId}`)).body).toContain('dihapus');
  });

  it('name what has failed and still lies in vaults, and why it is kept', async () => {
    const id = newId();
    const [store, at] = [web.app.get(PointStore), new Date('2025-08-01T01:00:00+07:00')];
    const begun = { id, sourceId: 'samsat-katang-db', cause: 'schedule', begunAt: at } as const;
    const trouble = { code: 'backup.cut-short', detail: 'x' };
    await web.app.get(Tx).housekeeping('test.plant', async () => {
      await store.add({ ...begun, state: 'running' });
      await store.save({ ...begun, state: 'failed', failedAt: at, trouble });
    });
    expect((await one.get('/dasbor/pemulihan')).body).toContain('yang gagal mungkin masih menyimpan berkas di brankas: 1');
    for (const page of [`${HERE}/retensi`, `${HERE}/titik/${id}`])
      expect((await one.get(page)).body).toContain('belum ada titik lebih baru yang terbukti');
    const { token } = await web.app.get(IssueToken).run(terminal, { role: 'recovery-officer' });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await web.app.inject({ url: '/api/v1/leftovers/failed', headers });
    expect(answer.json()).toEqual([{ sourceId: 'samsat-katang-db', points: 1, since: at.toISOString(), reasons: ['unproven'] }]);
  });

  it('are the same over the API', async () => {
    const { token } = await web.app.get(IssueToken).run(terminal, { role: 'recovery-officer' });
    const headers = { authorization: `Bearer ${token}` };
    const payload = { reason: 'pemeriksaan', basis: 'Surat contoh 1/2025' };
    const call = (method: 'GET' | 'POST', url: string, body?: object) =>
      web.app.inject({ method, url: `/api/v1/${url}`, headers, payload: body }).then((answer) => answer.json());
    const hold = await call('POST', 'sources/samsat-katang-db/holds', payload);
    expect(await call('GET', 'sources/samsat-katang-db/retention')).toMatchObject({
      holds: [{ id: hold.id }],
      verdicts: [{ reasons: expect.arrayContaining([{ kind: 'held' }]) }],
      requests: [{ state: 'approved' }],
    });
    const lifting = await call('POST', 'backup-requests', { kind: 'lift-hold', holdId: hold.id, reason: 'selesai' });
    expect(await call('POST', `backup-requests/${lifting.id}/refusal`)).toMatchObject({ state: 'refused' });
    expect(await call('GET', 'protected-services')).toMatchObject({ services: [{ level: 'red' }, {}, {}] });
  });

  it('say of a restore that was asked for when that was, and until when it may be approved, in the time of its office', async () => {
    const schedule = web.app.get(Shelf).sources[0]!.schedule as { zone?: string };
    schedule.zone = 'Asia/Makassar';
    const [id, begunAt] = [newId(), new Date('2025-08-30T23:30:00+08:00')];
    const asked = {
      state: 'asked',
      phase: 'waiting',
      askedBy: 'x',
      reason: 'uji',
      dueAt: new Date('2099-08-31T23:30:00+08:00'),
    } as const;
    const point = await plant();
    const what = { id, sourceId: 'samsat-katang-db', pointId: point, target: 'in-place', place: 'x', begunAt } as const;
    const figures = { bytesTotal: 0, bytesDone: 0, dropsOriginal: false };
    const adding = () => web.app.get(RestoreStore).add({ ...what, ...asked, ...figures });
    await web.app.get(Tx).housekeeping('test.asked', adding);
    const page = (await one.get(`${HERE}/hasil/${id}`)).body;
    delete schedule.zone;
    expect(page).toMatch(/Diminta<\/dt><dd>30 Agustus 2025 23\.30 WITA/);
    expect(page).toContain('Dapat disetujui sampai 31 Agustus 2099 23.30 WITA');
  });
});
