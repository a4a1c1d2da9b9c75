import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type House, openHouse } from '../../../test/support/house.js';
import { Documents, Texts, Tx } from '../../platform/index.js';
import { RecoveryCards } from '../index.js';
import type { DumpManifest } from '../manifest.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import type { Source, VaultEntry } from '../shelf-schema.js';
import type { Copy } from '../types.js';
import { byHand, settingsNeeded } from './card-commands.js';

const FILE = { bytes: 1, rawBytes: 1, sha256: 'x' };
const ORIGIN = { database: 'samsat', version: '15.9', encoding: 'UTF8', collate: 'id_ID.UTF-8', ctype: 'C.UTF-8' };
const MANIFEST = {
  ...{ format: 'sinambung-manifest-1', engine: 'dump', system: 'postgresql', tool: 'pg_dump 15', tables: [], shape: {} },
  ...{ sourceId: 'samsat-katang-db', pointId: 'x', takenAt: '2025-08-30T14:00:00Z', origin: ORIGIN },
  content: { ...FILE, file: 'dump.sql.zst.age' },
  roles: { content: { ...FILE, file: 'roles.sql.zst.age' }, names: ['samsat'] },
  rights: { ...FILE, file: 'rights.sql.zst.age' },
} as unknown as DumpManifest;

const KEPT = { state: 'verified', cause: 'person', bytes: 1, sha256: '0'.repeat(64), manifest: MANIFEST } as const;

interface Card {
  vaults: object[];
  sourceVaults: object[] | null;
  commands: { rescue: string; standard: string };
}

let house: House;
let lastPoint = 0;

beforeAll(async () => {
  const settings = { GUDANG_ENDPOINT: 'https://gudang.example', GUDANG_BUCKET: 'salinan' };
  house = await openHouse({ settings });
  const shelf = house.get(Shelf);
  const holder = 'Kepala Bidang Teknologi Informasi dan Komunikasi Badan Pendapatan Daerah Provinsi';
  const key = (at: number) => ({ holder: `${holder} ${at}`, recipient: 'age1x', kept: 'brankas kantor pusat' });
  shelf.escrow.recipients.push(...[0, 1, 2, 3].map(key));
  (shelf.vaults as VaultEntry[]).push({ id: 'gudang', kind: 's3', settings: 'GUDANG' });
  for (const id of ['sinambung-db', 'samsat-katang-db']) shelf.source(id).vaults.unshift('gudang');
});
afterAll(() => house.close());

/** A whole point of a source, with these copies. */
async function keep(sourceId: string, copies: Record<string, Copy['state']>): Promise<void> {
  lastPoint += 1;
  const id = `01a20309-0000-7000-8000-${String(lastPoint).padStart(12, '0')}`;
  const begunAt = new Date(house.clock.now().getTime() + lastPoint);
  const store = house.get(PointStore);
  await house.get(Tx).housekeeping('test.kept', async () => {
    await store.add({ id, sourceId, state: 'running', cause: 'person', begunAt });
    await store.save({ ...KEPT, id, sourceId, begunAt, takenAt: begunAt, storedAt: begunAt });
    for (const [vaultId, state] of Object.entries(copies)) await store.saveCopy({ pointId: id, vaultId, state });
  });
}

async function cardOf(source: string): Promise<Card> {
  const render = jest.spyOn(house.get(Documents), 'render');
  const { pdf } = await house.get(RecoveryCards).pdf(source);
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  if (process.env.CARD_TO) writeFileSync(path.join(process.env.CARD_TO, `${source}.pdf`), pdf);
  return render.mock.lastCall?.[1] as Card;
}

describe('the recovery card, which is one page', () => {
  it.each(['sinambung-db', 'samsat-katang-db'])('of %s names no vault before one holds a copy', async (source) => {
    const { vaults, commands } = await cardOf(source);
    expect(vaults).toEqual([]);
    expect(commands.rescue).not.toContain('sinambung rescue');
  });

  it('offers only the vaults with a whole copy: of our own database for a rescue, of the source for the rest', async () => {
    await keep('sinambung-db', { lokal: 'verified', gudang: 'failed' });
    await keep('samsat-katang-db', { lokal: 'stored', gudang: 'verified' });
    const { vaults, sourceVaults, commands } = await cardOf('samsat-katang-db');
    expect([vaults, sourceVaults]).toMatchObject([[{ id: 'lokal' }], [{ id: 'gudang' }]]);
    expect(commands.rescue).toContain('sinambung rescue BRANKAS ');
    expect(await cardOf('sinambung-db')).toMatchObject({ vaults: [{ id: 'lokal' }], sourceVaults: null });
  });

  it('says where a store with settings of its own is, and what a rescue from it needs', async () => {
    await keep('sinambung-db', { lokal: 'verified', gudang: 'verified' });
    const card = await cardOf('sinambung-db');
    expect(card.vaults[0]).toEqual({ id: 'gudang', address: 's3://salinan (https://gudang.example)' });
    expect(card.commands.rescue).toContain('sinambung rescue s3://salinan ');
    expect(card.commands.rescue).toContain('export SINAMBUNG_S3_ENDPOINT=https://gudang.example');
  });

  it('begins at an empty machine, and shows the plan before it is done', async () => {
    const { rescue } = (await cardOf('sinambung-db')).commands;
    const steps = [
      'npm ci && npm run build',
      'sinambung() { npm run -s',
      '# menunjukkan',
      '--yes --no-start',
      'node dist/main.js',
    ];
    const places = steps.map((step) => rescue.indexOf(step));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(rescue).not.toContain('npm start');
  });

  it('has the setting filled in before a restore reads it', async () => {
    const { rescue } = (await cardOf('samsat-katang-db')).commands;
    expect(rescue).toMatch(
      /export SAMSAT_KATANG_RESTORE_URL=postgresql:\S+ {3}# isi dahulu\nsinambung restore samsat-katang-db --yes$/,
    );
  });

  it.each([
    ['whole server', { engine: 'pgbackrest', cluster: { setting: 'A', data: 'B', work: 'C' } }, ['A', 'B', 'C']],
    ['folder', { engine: 'restic', folder: { setting: 'A', restore: 'B' } }, ['B']],
    ['database', { engine: 'dump', system: 'mariadb', connection: { setting: 'A' } }, ['A']],
    ['database of our own', { engine: 'dump', system: 'postgresql', connection: { own: true } }, []],
  ])('knows what a restore of a %s reads', (_what, source, settings) => {
    expect(settingsNeeded(source as unknown as Source).map(({ name }) => name)).toEqual(settings);
  });

  it('says by hand what RESTORE.txt says: roles, an empty database like the first one, its rows, its rights', async () => {
    const { standard } = (await cardOf('samsat-katang-db')).commands;
    expect(standard.split('\n').map((line) => line.split('   #')[0])).toEqual([
      'cd samsat-katang-db/01a20309-0000-7000-8000-000000000002 && sha256sum -c SHA256SUMS',
      'export PGHOST=SERVER PGUSER=postgres',
      'age -d -i KUNCI.txt roles.sql.zst.age | zstd -d | psql -X --dbname=postgres',
      'createdb --template=template0 --encoding=UTF8 --lc-collate=id_ID.UTF-8 --lc-ctype=C.UTF-8 NAMA_BARU',
      'age -d -i KUNCI.txt dump.sql.zst.age | zstd -d | psql -X -v ON_ERROR_STOP=1 --dbname=NAMA_BARU',
      'age -d -i KUNCI.txt rights.sql.zst.age | zstd -d | psql -X --dbname=NAMA_BARU',
    ]);
  });

  it('gives the rights of MariaDB after its rows', () => {
    const maria = { ...MANIFEST, system: 'mariadb', origin: { charset: 'utf8mb4', collate: 'utf8mb4_bin' }, rights: undefined };
    const lines = byHand(maria, 'a/b', (key) => house.get(Texts).t('id', `backup:card.step.${key}` as never)).split('\n');
    expect(lines[1]).toBe("mariadb -e 'CREATE DATABASE NAMA_BARU CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'");
    expect(lines.at(-1)).toMatch(/roles\.sql\.zst\.age \| zstd -d \| mariadb {3}# pengguna, terkunci/);
  });
});
