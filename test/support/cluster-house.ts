import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClusterSetups } from '../../src/backup/index.js';
import { Cluster } from './cluster.js';
import { type House, openHouse } from './house.js';

export const SERVER = 'samsat-server';
export const ROWS = 2_000;

/** On the shelf; YAML reads it as it is. */
export const SOURCE = {
  id: SERVER,
  name: 'Server contoh',
  office: 'samsat-katang',
  engine: 'pgbackrest',
  cluster: { setting: 'KLASTER_URL', data: 'KLASTER_DATA', work: 'KLASTER_WORK' },
  schedule: {
    take: { every: '6h', at: '01:00' },
    prove: { every: '12h', at: '02:00' },
    verify: { every: '30d', at: '03:00' },
    full: { every: '7d', at: '01:00' },
    differential: { every: '1d', at: '01:00' },
  },
  wal: { every: '5m' },
  vaults: ['lokal'],
  retention: { last: 50 },
  targets: { rpo: '24h', rto: '1h' },
  assertions: [{ name: 'ada orang', sql: `select count(*) >= ${ROWS} from orang` }],
};

/** A house whose shelf protects a server of its own and nothing else, with all that the server must be told. */
export interface ClusterHouse {
  house: House;
  cluster: Cluster;
  shelf: string;
  close(): Promise<void>;
}

/** A server with a database of people, where the settings of the source say that it is. */
export async function makeServer(): Promise<Cluster> {
  const cluster = await Cluster.make();
  await cluster.query('create database samsat', 'postgres');
  await cluster.query('create table orang (id int primary key, nama text)');
  await cluster.query(`insert into orang select n, 'Orang Contoh ' || n from generate_series(1, ${ROWS}) n`);
  Object.assign(process.env, { KLASTER_URL: cluster.url, KLASTER_DATA: cluster.data, KLASTER_WORK: cluster.work });
  return cluster;
}

export async function openClusterHouse(): Promise<ClusterHouse> {
  const cluster = await makeServer();
  const shelf = await mkdtemp(path.join(tmpdir(), 'cluster-shelf-'));
  await writeFile(path.join(shelf, 'server.yaml'), JSON.stringify(SOURCE));
  const vaults = [{ id: 'lokal', kind: 'folder', path: 'vaults/lokal' }];
  await writeFile(path.join(shelf, 'vaults.yaml'), JSON.stringify({ vaults }));
  await writeFile(path.join(shelf, 'escrow.yaml'), JSON.stringify({ recipients: [], drill: '180d' }));
  const house = await openHouse({ settings: { SINAMBUNG_BACKUP_SHELF: shelf } });
  house.clock.set(new Date());
  for (const { line } of (await house.get(ClusterSetups).of(SERVER)).missing)
    await cluster.query((line.split(/;/)[0] as string).trim());
  cluster.stop();
  await cluster.start();
  const close = async () => {
    cluster.remove();
    await house.close();
    await rm(shelf, { recursive: true });
  };
  return { house, cluster, shelf, close };
}
