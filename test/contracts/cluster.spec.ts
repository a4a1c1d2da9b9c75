import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engines } from '../../src/backup/engines/engines.js';
import { readList } from '../../src/backup/engines/pgbackrest/file-list.js';
import { Moments, type Point, Points, ProvePoint, Restores, TakeBackup } from '../../src/backup/index.js';
import type { ClusterManifest } from '../../src/backup/manifest.js';
import { Shelf } from '../../src/backup/shelf.js';
import { type ClusterSource, type Source, sourceSchema, type VaultEntry } from '../../src/backup/shelf-schema.js';
import { Vaults } from '../../src/backup/vaults/vaults.js';
import { newId } from '../../src/platform/index.js';
import type { Cluster } from '../support/cluster.js';
import { makeServer, ROWS, SERVER, SOURCE } from '../support/cluster-house.js';
import { type House, openHouse } from '../support/house.js';
import { recovering } from '../support/recovering.js';

jest.setTimeout(180_000);

let house: House;
let cluster: Cluster;
let source: ClusterSource;
let first: Point;
const officer = () => house.as('recovery-officer');

beforeAll(async () => {
  cluster = await makeServer();
  await cluster.query('create unlogged table sementara (id int); insert into sementara values (1)');
  house = await openHouse();
  house.clock.set(new Date());
  source = sourceSchema.parse({ ...SOURCE, vaults: ['lokal'] }) as ClusterSource;
  (house.get(Shelf).sources as Source[]).push(source);
});
afterAll(async () => {
  cluster.remove();
  await house.close();
});

const { prove, restore, ...copies } = recovering(() => house, SERVER);
const take = () => {
  house.clock.set(new Date());
  return copies.take();
};

describe('a whole server by pgBackRest', () => {
  it('names what the server must be told, line by line, until nothing is missing', async () => {
    const { trouble } = await take();
    expect(trouble).toMatchObject({ code: 'backup.setup-missing', context: { what: 'archive_mode' } });
    await cluster.query(String(trouble?.context?.line).split(' --')[0] as string);
    const { trouble: second } = await take();
    expect(second).toMatchObject({ context: { what: 'archive_mode' } });
    cluster.stop();
    await cluster.start();
    const { trouble: third } = await take();
    expect(third).toMatchObject({ code: 'backup.setup-missing', context: { what: 'archive_command' } });
    for (const line of String(third?.context?.line).split(/(?<=;) /)) await cluster.query(line);
    await expect(house.get(Engines).of(source).ready(source)).resolves.toBeUndefined();
  });

  it('takes a full backup, reads it back, and proves it table by table', async () => {
    const point = await take();
    first = point;
    expect(point.trouble).toBeUndefined();
    expect(point).toMatchObject({ state: 'verified', manifest: { repository: { kind: 'full' }, moment: { exact: true } } });
    expect(point.manifest?.tables).toEqual([expect.objectContaining({ name: 'public.orang', rows: ROWS })]);
    await cluster.query(`insert into orang values (100001, 'sesudah')`);
    const proven = await prove(point.id);
    expect(proven.trouble).toBeUndefined();
    expect(proven).toMatchObject({ state: 'proven', proof: { assertions: [{ held: true }], tables: [{ same: true }] } });
    expect((await readdir(cluster.work)).filter((name) => name.includes('bukti'))).toEqual([]);
  });

  it('takes what changed since, which stands on the full one, and proves that too', async () => {
    const point = await take();
    expect(point.trouble).toBeUndefined();
    expect(point).toMatchObject({
      state: 'verified',
      manifest: { repository: { kind: 'incr', standsOn: [{ pointId: first.id }] } },
    });
    expect(point.bytes).toBeLessThan(first.bytes as number);
    expect(await prove(point.id)).toMatchObject({ state: 'proven' });
  });

  it('compares exactly one moment, although others write', async () => {
    let writing = true;
    const writer = (async () => {
      for (let n = 500_000; writing; n++) await cluster.query(`insert into orang values (${n}, 'serentak')`);
    })();
    const point = await take();
    writing = false;
    await writer;
    expect(point).toMatchObject({ manifest: { moment: { exact: true } } });
    expect(await prove(point.id)).toMatchObject({ state: 'proven' });
    await cluster.query(`delete from orang where nama = 'serentak'`);
  });

  describe('going back to a moment', () => {
    let before: Date;

    beforeAll(async () => {
      await cluster.query(`insert into orang values (200001, 'sebelum')`);
      before = await clock();
      await cluster.query(`update orang set nama = 'salah'`);
      await archived();
    });

    it('brings back what was there just before, and nothing of what came after', async () => {
      const done = await restore({ until: before });
      expect(done.trouble).toBeUndefined();
      expect(done).toMatchObject({ state: 'done', proof: { tables: [], assertions: [{ held: true }] } });
      const ways = await house.get(Restores).waysIn(done.id);
      expect(ways).toMatchObject({ isUnchanged: false, keepsRights: true, name: 'samsat', passwordIn: 'KLASTER_URL' });
      const address = ways?.snippets[0]?.text as string;
      expect(address).toMatch(/^postgresql:\/\/petugas@127\.0\.0\.1:\d+\/samsat$/);
      const beside = new URL(cluster.url);
      beside.port = new URL(address).port;
      beside.searchParams.set('host', path.join(cluster.work, done.place));
      expect(await cluster.query('select count(*)::int, max(id) from orang', 'samsat', beside.href)).toEqual([
        [ROWS + 2, 200001],
      ]);
      await again(done.place);
      expect(await cluster.query(`select count(*)::int from orang where nama <> 'salah'`, 'samsat', beside.href)).toEqual([
        [ROWS + 2],
      ]);
      await house.get(Engines).of(source).discard({ source, name: done.place });
    });

    /** As after a kill -9 of this product, with the server of the restore still there. */
    const again = async (name: string) => {
      const point = await house.get(Points).get(first.id);
      const vault = await house.get(Vaults).open('lokal', 'prover');
      const manifest = point.manifest as ClusterManifest;
      await house
        .get(Engines)
        .of(source)
        .restore(manifest, vault, { source, name, until: before }, () => undefined);
    };

    it('says what that loses', async () => {
      house.clock.set(new Date(before.getTime() + 60_000));
      const preview = await house.get(Restores).preview(SERVER, { until: before });
      expect(preview).toMatchObject({ lostMs: 60_000, until: before, reach: { gaps: [] } });
      house.clock.set(new Date());
    });

    it('refuses what was before the first copy, and what the vault has no log of', async () => {
      const early = new Date((first.takenAt as Date).getTime() - 1);
      await expect(restore({ until: early })).rejects.toMatchObject({ code: 'backup.too-early' });
      const late = new Date((await clock()).getTime() + 3_600_000);
      await expect(restore({ until: late })).rejects.toMatchObject({ code: 'backup.too-late' });
    });

    it('finds a gap in the log, names the window, and offers nothing in it', async () => {
      await cluster.query('insert into orang values (300001, $$celah$$)');
      const lost = await archived();
      const inside = await clock();
      await cluster.query('insert into orang values (300002, $$sesudah celah$$)');
      await archived();
      const folder = path.join(vault(), SERVER, 'pgbackrest', 'repository', 'archive', SERVER, '15-1', lost.slice(0, 16));
      const file = (await readdir(folder)).find((name) => name.startsWith(lost)) as string;
      const bytes = await readFile(path.join(folder, file));
      await rm(path.join(folder, file));
      const reach = await house.get(Moments).reach(SERVER);
      expect(reach?.gaps).toEqual([{ after: reach?.to, missing: [lost] }]);
      await expect(restore({ until: inside })).rejects.toMatchObject({ code: 'backup.too-late' });
      const beyond = await take();
      expect(beyond).toMatchObject({ state: 'verified' });
      expect((await house.get(Moments).reach(SERVER))?.gaps).toEqual([
        { after: reach?.to, before: beyond.takenAt, missing: [lost] },
      ]);
      await expect(restore({ until: inside })).rejects.toMatchObject({ code: 'backup.in-a-gap' });
      expect(await prove(beyond.id)).toMatchObject({ state: 'proven' });
      await writeFile(path.join(folder, file), bytes);
    });
  });

  it('can be restored by hand, as its RESTORE.txt says', async () => {
    const point = await take();
    const folder = path.join(vault(), SERVER, point.id);
    const howTo = await readFile(path.join(folder, 'RESTORE.txt'), 'utf8');
    expect(howTo).not.toContain('{{');
    const commands = howTo
      .slice(howTo.indexOf('   sha256sum'), howTo.indexOf('   postgres -D'))
      .replaceAll('DATA_BARU', cluster.byHand);
    await copyFile(path.join(house.data, 'keys', 'backup.age.txt'), path.join(folder, 'backup.age.txt'));
    cluster.shell(`set -e; cd ${folder}\n${commands}`);
    await cluster.startByHand(
      commands
        .split('\n')
        .filter((line) => line.includes('export'))
        .join('\n'),
      folder,
    );
    const beside = new URL(cluster.url);
    beside.port = String(cluster.port + 1);
    expect(await cluster.query('select count(*)::int from orang', 'samsat', beside.href)).toEqual([
      [point.manifest?.tables[0]?.rows],
    ]);
    await rm(path.join(folder, 'backup.age.txt'));
    cluster.stop(cluster.byHand);
  });

  it('carries what a second vault lacks, which is then enough by itself', async () => {
    (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'cadangan', kind: 'folder', path: 'vaults/cadangan' });
    source.vaults.push('cadangan');
    const point = await take();
    expect(point.copies).toEqual(['cadangan', 'lokal'].map((vaultId) => expect.objectContaining({ vaultId, state: 'verified' })));
    await rename(vault(), `${vault()}-away`);
    const proven = await prove(point.id);
    await rename(`${vault()}-away`, vault());
    expect(proven.trouble).toBeUndefined();
    expect(proven).toMatchObject({ state: 'proven' });
  });

  it('goes on where it was killed, without a second backup', async () => {
    const { id } = await house.get(TakeBackup).run(officer(), { sourceId: SERVER });
    const engine = house.get(Engines).of(source);
    await engine.take(source, id, await house.get(Vaults).open('lokal', 'writer'));
    await house.settle();
    expect(await house.get(Points).get(id)).toMatchObject({ state: 'verified' });
    const labels = (await readdir(path.join(vault(), SERVER, 'pgbackrest', 'repository', 'backup', SERVER))).filter((name) =>
      /^\d/.test(name),
    );
    expect(labels).toHaveLength((await house.get(Points).of(SERVER)).filter(({ state }) => state !== 'failed').length);
  });

  it('keeps what others stand on, and takes away the rest with the log before it', async () => {
    source.retention.last = 1;
    const newest = await take();
    const left = async () =>
      (await house.get(Points).of(SERVER)).filter(({ removedAt, state }) => !removedAt && state !== 'failed').map(({ id }) => id);
    const bases =
      newest.manifest?.engine === 'pgbackrest' ? newest.manifest.repository.standsOn.map(({ pointId }) => pointId) : [];
    expect(bases).toContain(first.id);
    expect((await left()).sort()).toEqual(expect.arrayContaining([newest.id, ...bases].sort()));
    source.schedule.full = { everyMs: 1, atMs: 0 };
    const full = await prove((await take()).id);
    expect(full).toMatchObject({ state: 'proven', manifest: { repository: { kind: 'full' } } });
    const last = await take();
    expect(await left()).toEqual([last.id, full.id]);
    expect(await prove(last.id)).toMatchObject({ state: 'proven' });
    const log = (await readdir(path.join(vault(), SERVER), { recursive: true })).filter((name) => /\/[0-9A-F]{24}-/.test(name));
    const begin = full.manifest?.engine === 'pgbackrest' ? full.manifest.wal.first : '';
    expect(log.every((name) => path.basename(name) >= begin)).toBe(true);
  });

  describe('what may go', () => {
    const engine = () => house.get(Engines).of(source);
    const open = (id: string) => house.get(Vaults).open(id, 'pruner');
    const labels = async (id: string) => {
      const folder = path.join(house.data, 'vaults', id, SERVER, 'pgbackrest', 'repository', 'backup', SERVER);
      return (await readdir(folder)).filter((name) => /^\d/.test(name));
    };

    it('of a copy that was never finished is its backup, but never one that another stands on', async () => {
      source.schedule.full = { everyMs: 7 * 86_400_000, atMs: 0 };
      source.retention.last = 50;
      const before = { lokal: await labels('lokal'), cadangan: await labels('cadangan') };
      const unfinished = { sourceId: SERVER, pointId: newId() };
      await cluster.query('create table baru as select 1 as id');
      await engine().take(source, unfinished.pointId, await open('lokal'));
      const upon = await take();
      expect(upon.manifest).toMatchObject({
        repository: { standsOn: expect.arrayContaining([expect.objectContaining({ pointId: unfinished.pointId })]) },
      });
      await expect(engine().clear(unfinished, await open('lokal'), source)).rejects.toMatchObject({
        code: 'backup.needed-by-backup',
      });
      await engine().verify(upon.manifest as ClusterManifest, await open('lokal'));
      for (const id of ['lokal', 'cadangan'] as const) {
        await engine().remove(upon.manifest as ClusterManifest, await open(id), source);
        for (let again = 0; again < 2; again++) await engine().clear(unfinished, await open(id), source);
        expect(await labels(id)).toEqual(before[id]);
      }
    });

    it('goes too when its source is no longer on the shelf', async () => {
      const before = { lokal: await labels('lokal'), cadangan: await labels('cadangan') };
      const { manifest } = (await take()) as { manifest: ClusterManifest };
      cluster.stop();
      for (const id of ['lokal', 'cadangan'] as const) {
        for (let again = 0; again < 2; again++) await engine().remove(manifest, await open(id));
        expect(await labels(id)).toEqual(before[id]);
      }
      await cluster.start();
      expect((await readdir(tmpdir())).filter((name) => name.startsWith('sinambung-pgbackrest-'))).toEqual([]);
    });
  });

  it.each([
    ['a flipped bit in a file of the backup', /bundle\/1$/],
    ['a flipped bit in the log', /archive\/.*-[0-9a-f]{40}\.zst$/],
  ])('catches %s', async (_, which) => {
    source.schedule.full = { everyMs: 1, atMs: 0 };
    source.retention.last = 50;
    const point = await take();
    expect(point.trouble).toBeUndefined();
    for (const vaultId of ['lokal', 'cadangan']) {
      const files = readList(await readFile(path.join(house.data, 'vaults', vaultId, SERVER, point.id, 'FILES.sha256'), 'utf8'));
      const file = path.join(house.data, 'vaults', vaultId, files.find(({ key }) => which.test(key))?.key as string);
      const bytes = await readFile(file);
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      await writeFile(file, bytes);
    }
    await house.get(ProvePoint).run(officer(), { pointId: point.id });
    await house.settle();
    expect(await house.get(Points).get(point.id)).toMatchObject({ state: 'failed', trouble: { code: 'backup.damaged' } });
    expect((await readdir(cluster.work)).filter((name) => name.includes('bukti'))).toEqual([]);
  });
});

const vault = () => path.join(house.data, 'vaults', 'lokal');
const clock = async () => (await cluster.query('select clock_timestamp()'))[0]?.[0] as Date;

/** The segment that was just ended, once it is in the vault. */
async function archived(): Promise<string> {
  const segment = (await cluster.query('select pg_walfile_name(pg_switch_wal() - 1)'))[0]?.[0] as string;
  await cluster.query('begin; select pg_current_xact_id(); commit; select pg_switch_wal()');
  const last = async () => (await cluster.query('select last_archived_wal from pg_stat_archiver'))[0]?.[0] as string;
  while ((await last()) <= segment) await new Promise((resolve) => setTimeout(resolve, 50));
  return segment;
}
