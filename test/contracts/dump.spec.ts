import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { CatalogueStore } from '../../src/backup/catalogue/catalogue-store.js';
import { Keyring } from '../../src/backup/engines/keyring.js';
import { seal } from '../../src/backup/engines/sealing.js';
import {
  GenerateSamsat,
  isOffered,
  type Point,
  Points,
  Restores,
  SamsatObligations,
  Sources,
  TakeBackup,
  VerifyPoint,
} from '../../src/backup/index.js';
import type { DumpManifest } from '../../src/backup/manifest.js';
import { PointStore } from '../../src/backup/point-store.js';
import { Shelf } from '../../src/backup/shelf.js';
import { ScheduleTick } from '../../src/backup/workflows/schedule-tick.js';
import { newId, Tx } from '../../src/platform/index.js';
import { type House, openHouse } from '../support/house.js';
import { onServer, urlOf } from '../support/postgres.js';
import { recovering } from '../support/recovering.js';

const SOURCE = 'samsat-katang-db';
const DATABASE = `samsat_${process.pid}`;
const VEHICLES = 600;

let house: House;
const officer = () => house.as('recovery-officer');

beforeAll(async () => {
  process.env.SAMSAT_KATANG_DATABASE_URL = urlOf(DATABASE);
  house = await openHouse();
  await house.get(GenerateSamsat).run(VEHICLES);
});

afterAll(async () => {
  const left = await onServer((client) => client.query(`select datname from pg_database where datname like '${DATABASE}%'`));
  for (const { datname } of left.rows) await onServer((client) => client.query(`drop database "${datname}" with (force)`));
  await house.close();
  delete process.env.SAMSAT_KATANG_DATABASE_URL;
});

const { take, prove, restore } = recovering(() => house, SOURCE);
const vault = () => path.join(house.data, 'vaults', 'lokal');
const fileOf = (point: Point, name = 'dump.sql.zst.age') => path.join(vault(), SOURCE, point.id, name);
const count = (database: string, table: string) =>
  onServer(async (client) => Number((await client.query(`select count(*) from ${table}`)).rows[0].count), urlOf(database));
const databases = () =>
  onServer(async (client) =>
    (await client.query(`select datname from pg_database where datname like '${DATABASE}%' order by 1`)).rows.map(
      (row) => row.datname,
    ),
  );

describe('a copy that somebody has replaced', () => {
  /** As points were written down before there were pieces. */
  const forgetPieces = async (id: string) => {
    const point = await house.get(PointStore).get(id);
    const { content, ...manifest } = point.manifest as DumpManifest;
    const before = { ...manifest, content: { ...content, pieces: undefined } };
    await house.get(Tx).housekeeping('test.plant', () => house.get(PointStore).save({ ...point, manifest: before }));
  };

  it.each([
    ['', async () => undefined],
    [', nor of a point of before its pieces were written down', forgetPieces],
  ])('is not listened to, though it opens with the key%s', async (_, prepare) => {
    const { id: pointId } = await take();
    await prepare(pointId);
    const point = await house.get(Points).get(pointId);
    const trace = path.join(house.data, 'trace');
    // Long enough that its end, where it is found out, is not yet on its way when the first line has been obeyed.
    const script = [`\\! touch ${trace}`, '--', '-- Data for Name: x; Type: TABLE DATA; Schema: public; Owner: -', '--'];
    const filling = randomBytes(8 * 1024 * 1024).toString('hex');
    const lines = [...script, 'COPY public.x FROM stdin;', filling].join('\n');
    const planted = await seal(Readable.from([Buffer.from(lines)]), [await house.get(Keyring).recipient()]);
    const genuine = await readFile(fileOf(point));
    await writeFile(fileOf(point), await buffer(planted));
    expect(await restore({ pointId })).toMatchObject({ state: 'failed', trouble: { code: 'backup.damaged' } });
    expect(existsSync(trace)).toBe(false);
    await writeFile(fileOf(point), genuine);
  });
});

describe('taking a backup', () => {
  it('stores it, reads it back and writes down what it holds', async () => {
    const point = await take();
    expect(point).toMatchObject({ state: 'verified', cause: 'person', sourceId: SOURCE });
    expect(point.manifest?.tables).toEqual([
      { name: 'public.kendaraan', rows: VEHICLES, digest: expect.any(String) },
      { name: 'public.kewajiban', rows: VEHICLES, digest: expect.any(String) },
      { name: 'public.pembayaran', rows: expect.any(Number), digest: expect.any(String) },
      { name: 'public.pemilik', rows: (VEHICLES * 4) / 5, digest: expect.any(String) },
    ]);
    expect((await stat(fileOf(point))).size).toBe(point.bytes);
  });

  it('knows no other sources and obeys nobody without the permission', async () => {
    await expect(house.get(TakeBackup).run(officer(), { sourceId: 'lain' })).rejects.toMatchObject({
      code: 'backup.no-such-source',
    });
    await expect(house.get(TakeBackup).run(house.as('auditor'), { sourceId: SOURCE })).rejects.toMatchObject({
      code: 'people.not-permitted',
    });
  });
});

describe('a program that is too old', () => {
  it('is named with the package to install', async () => {
    const bin = await mkdtemp(path.join(tmpdir(), 'bin-'));
    const before = process.env.PATH;
    await writeFile(path.join(bin, 'pg_dump'), '#!/bin/sh\necho "pg_dump (PostgreSQL) 14.2"', { mode: 0o755 });
    process.env.PATH = `${bin}:${before}`;
    const { trouble } = await take();
    process.env.PATH = before;
    await rm(bin, { recursive: true });
    expect(trouble?.context).toMatchObject({
      package: 'postgresql-client-15',
      command: 'apt-get install postgresql-client-15',
    });
  });
});

describe('damage in the vault', () => {
  it('is over once the bytes are put back: the point is read, proven and restored again, and is in the catalogue', async () => {
    const { id: pointId } = await take();
    const file = fileOf({ id: pointId } as Point);
    const catalogued = async () => (await house.get(CatalogueStore).points()).some((one) => one.pointId === pointId);
    const genuine = await readFile(file);
    const read = async () => {
      await house.get(VerifyPoint).run(house.as('recovery-officer'), { pointId });
      await house.settle();
      return house.get(Points).get(pointId);
    };
    await prove(pointId);
    await writeFile(file, Buffer.from(genuine).fill(0, 100, 101));
    expect(await read()).toMatchObject({ state: 'failed', trouble: { code: 'backup.damaged' } });
    expect(await catalogued()).toBe(false);
    await writeFile(file, genuine);
    expect(await read()).toMatchObject({ state: 'verified', copies: [{ state: 'verified' }] });
    expect(await catalogued()).toBe(true);
    expect(await prove(pointId)).toMatchObject({ state: 'proven' });
    const { state, place } = await restore({ pointId });
    await onServer((client) => client.query(`drop database "${place}" with (force)`));
    expect(state).toBe('done');
  });

  it('is caught where the copy opens but holds something else', async () => {
    const point = await take();
    const tables = point.manifest?.tables.map((table, i) => (i === 0 ? { ...table, digest: '0'.repeat(64) } : table));
    const store = house.get(PointStore);
    await house
      .get(Tx)
      .housekeeping('test.other-manifest', async () =>
        store.save({ ...point, manifest: { ...point.manifest!, tables: tables! } }),
      );
    expect(await prove(point.id)).toMatchObject({
      state: 'failed',
      trouble: { code: 'backup.not-the-same', detail: expect.stringContaining('public.kendaraan') },
    });
  });
});

describe('proving', () => {
  it('restores into a throw-away database, compares, runs the assertions, and drops it', async () => {
    const point = await prove((await take()).id);
    expect(point).toMatchObject({ state: 'proven', proveSeconds: expect.any(Number) });
    expect(point.proof?.tables.every((table) => table.same)).toBe(true);
    expect(point.proof?.assertions).toHaveLength(3);
    expect(point.proof?.assertions.every((assertion) => assertion.held)).toBe(true);
    expect(await databases()).toEqual([DATABASE]);
  });

  it('tells the incident preview how old the copy of a building is', async () => {
    house.clock.set('2025-08-31T20:00:00+07:00');
    await prove((await take()).id);
    house.clock.set('2025-08-31T22:00:00+07:00');
    const [source] = await house.get(Sources).atOffice('samsat-katang');
    expect(source).toMatchObject({ id: SOURCE, lastProvenAt: new Date('2025-08-31T20:00:00+07:00') });
    expect(await house.get(Sources).atOffice('samsat-pare')).toEqual([]);
  });
});

describe('restoring', () => {
  it('makes a new database beside the original, with proof', async () => {
    const point = await prove((await take()).id);
    const done = await restore({});
    expect(done).toMatchObject({
      state: 'done',
      phase: 'ended',
      pointId: point.id,
      target: 'beside',
      bytesDone: point.rawBytes,
      pace: { share: 1 },
    });
    expect(done.proof?.tables.map(({ rowsThen, rowsNow }) => [rowsThen, rowsNow])).toContainEqual([VEHICLES, VEHICLES]);
    expect(await count(done.place, 'kendaraan')).toBe(VEHICLES);
    expect(await count(done.place, `pg_constraint where contype = 'f' and convalidated`)).toBe(3);
    expect(await count(done.place, 'pg_constraint where not convalidated')).toBe(0);
    expect(await count(DATABASE, 'kendaraan')).toBe(VEHICLES);
  });

  it('says beforehand what is lost and how long it takes', async () => {
    house.clock.set('2025-09-01T08:00:00+07:00');
    await prove((await take()).id);
    house.clock.set('2025-09-01T10:30:00+07:00');
    const preview = await house.get(Restores).preview(SOURCE);
    expect(preview).toMatchObject({
      lostMs: 2.5 * 3_600_000,
      originalName: DATABASE,
      originalExists: true,
      estimatedSeconds: expect.any(Number),
    });
  });

  it('has nothing to restore of a source that was never backed up', async () => {
    await expect(restore({ pointId: '00000000-0000-7000-8000-000000000000' })).rejects.toMatchObject({
      code: 'backup.no-such-point',
    });
  });
});

describe('the schedule', () => {
  it('takes what is due once, however often it looks, and proves one', async () => {
    house.clock.set('2025-09-10T07:30:00+07:00');
    const before = (await house.get(Points).of(SOURCE)).length;
    for (let look = 0; look < 3; look++) await house.get(ScheduleTick).tick();
    await house.settle();
    await house.get(ScheduleTick).tick();
    await house.settle();
    const points = await house.get(Points).of(SOURCE);
    expect(points).toHaveLength(before + 1);
    expect(points[0]).toMatchObject({ state: 'verified', cause: 'schedule' });
    expect(points.filter((point) => point.provenAt?.getTime() === house.clock.now().getTime())).toHaveLength(1);
  });

  it('reads copies back again, the one that was unread for longest first', async () => {
    house.clock.set('2025-09-12T07:30:00+07:00');
    const { schedule } = house.get(Shelf).source(SOURCE);
    const usual = schedule.verify;
    schedule.verify = { everyMs: 86_400_000, atMs: 0 };
    const readAt = (point: Point) => point.verifiedAt!.getTime();
    const whole = (await house.get(Points).of(SOURCE)).filter(isOffered).sort((a, b) => readAt(a) - readAt(b));
    await house.get(ScheduleTick).tick();
    await house.settle();
    const read = (await house.get(Points).of(SOURCE)).filter(({ id }) => whole.some((one) => one.id === id));
    expect(read.filter((point) => readAt(point) === house.clock.now().getTime()).map(({ id }) => id)).toEqual([whole[0]!.id]);
    schedule.verify = usual;
  });

  it('keeps the newest and the last proven, and takes the rest away', async () => {
    house.get(Shelf).source(SOURCE).retention = { last: 28, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
    house.clock.set('2025-10-01T00:30:00+07:00');
    const oldest = (await house.get(Points).of(SOURCE)).find((point) => point.state === 'verified')!;
    await house.get(Tx).housekeeping('test.history', async () => {
      for (let made = 1; made < 28; made++) {
        const point = { ...oldest, id: newId(), begunAt: new Date(house.clock.now().getTime() - made * 60_000) };
        await house.get(PointStore).add({ ...point, state: 'running' });
        await house.get(PointStore).save(point);
      }
    });
    await take();
    const kept = (await house.get(Points).of(SOURCE)).filter(isOffered);
    expect(kept).toHaveLength(29);
    expect(kept.filter((point) => point.state === 'proven')).toHaveLength(1);
    await expect(stat(fileOf(oldest))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the sample database', () => {
  const digests = async () => (await take()).manifest?.tables;

  it('is the same each time it is made, and no other database is ever overwritten', async () => {
    const first = await digests();
    await house.get(GenerateSamsat).run(VEHICLES);
    expect(await digests()).toEqual(first);
    process.env.SAMSAT_KATANG_DATABASE_URL = house.url;
    await expect(house.get(GenerateSamsat).run(VEHICLES)).rejects.toMatchObject({ code: 'backup.not-ours' });
    process.env.SAMSAT_KATANG_DATABASE_URL = urlOf(DATABASE);
  });

  it('gives its obligations in the columns that are imported', async () => {
    const [header, ...rows] = (await text(await house.get(SamsatObligations).csv())).trim().split('\n');
    expect(header).toBe('vehicle_ref,plate,region_code,service_id,due_on,pkb,opsen,swdkllj,pnbp,paid_on');
    expect(rows).toHaveLength(VEHICLES);
    const row =
      /^KTG-\d{7},AG \d{4} [A-Z]{3},35\.06\.\d\d,pkb-(lima-)?tahunan,2025-\d\d-\d\d,\d+00,\d+00,(35000|143000),\d+,(2025-\d\d-\d\d|2024-\d\d-\d\d)?$/;
    expect(rows.filter((line) => !row.test(line))).toEqual([]);
  });
});

describe('an assertion that does not hold', () => {
  it('keeps the copy, which is whole, from being called proven', async () => {
    const point = await take();
    const [first] = house.get(Shelf).database(SOURCE).assertions;
    const { sql } = first!;
    first!.sql = 'select false';
    expect(await prove(point.id)).toMatchObject({
      state: 'verified',
      trouble: { code: 'backup.assertion-broken', detail: first!.name },
    });
    first!.sql = sql;
    expect(await prove(point.id)).toMatchObject({ state: 'proven' });
  });
});
