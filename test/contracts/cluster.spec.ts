import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Engines } from '../../src/backup/engines/engines.js';
import { Points, ProvePoint, RestorePoint, Restores, TakeBackup, VerifyPoint } from '../../src/backup/index.js';
import { Shelf } from '../../src/backup/shelf.js';
import { type Source, sourceSchema } from '../../src/backup/shelf-schema.js';
import { Cluster } from '../support/cluster.js';
import { type House, openHouse } from '../support/house.js';

const ID = 'samsat-server';
const ROWS = 2_000;
let house: House;
let cluster: Cluster;
let source: Source;
const officer = () => house.as('recovery-officer');

beforeAll(async () => {
  cluster = await Cluster.make();
  await cluster.query('create database samsat', 'postgres');
  await cluster.query('create table orang (id int primary key, nama text); create unlogged table sementara (id int)');
  await cluster.query(
    `insert into orang select n, 'Orang Contoh ' || n from generate_series(1, ${ROWS}) n; insert into sementara values (1)`,
  );
  process.env.KLASTER_URL = cluster.url;
  process.env.KLASTER_DATA = cluster.data;
  process.env.KLASTER_WORK = cluster.work;
  house = await openHouse();
  house.clock.set(new Date());
  source = sourceSchema.parse({
    id: ID,
    name: 'Server contoh',
    office: 'samsat-katang',
    engine: 'pgbackrest',
    cluster: { setting: 'KLASTER_URL', data: 'KLASTER_DATA', work: 'KLASTER_WORK' },
    schedule: {
      take: { every: '6h', at: '01:00' },
      prove: { every: '12h', at: '02:00' },
      full: { every: '7d', at: '01:00' },
      differential: { every: '1d', at: '01:00' },
    },
    wal: { every: '5m' },
    vaults: ['lokal'],
    keep: 50,
    targets: { rpo: '24h', rto: '1h' },
    assertions: [{ name: 'ada orang', sql: `select count(*) >= ${ROWS} from orang` }],
  });
  (house.get(Shelf).sources as Source[]).push(source);
});
afterAll(async () => {
  cluster.remove();
  await house.close();
});

const take = async () => {
  const { id } = await house.get(TakeBackup).run(officer(), { sourceId: ID });
  await house.settle();
  return house.get(Points).get(id);
};
const prove = async (pointId: string) => {
  await house.get(ProvePoint).run(officer(), { pointId });
  await house.settle();
  return house.get(Points).get(pointId);
};
const restore = async (command: object) => {
  const { id } = await house.get(RestorePoint).run(officer(), { sourceId: ID, ...command });
  await house.settle();
  return house.get(Restores).get(id);
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
    expect(point.trouble).toBeUndefined();
    expect(point).toMatchObject({ state: 'verified', manifest: { repository: { kind: 'full' }, moment: { exact: true } } });
    expect(point.manifest?.tables).toEqual([expect.objectContaining({ name: 'public.orang', rows: ROWS })]);
    await cluster.query(`insert into orang values (100001, 'sesudah')`);
    const proven = await prove(point.id);
    expect(proven.trouble).toBeUndefined();
    expect(proven).toMatchObject({ state: 'proven', proof: { assertions: [{ held: true }], tables: [{ same: true }] } });
    expect((await readdir(cluster.work)).filter((name) => name.includes('bukti'))).toEqual([]);
  });
});
