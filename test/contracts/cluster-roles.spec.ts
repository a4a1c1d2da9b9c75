import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type Point, Points } from '../../src/backup/index.js';
import type { ClusterManifest } from '../../src/backup/manifest.js';
import { PATIENCE } from '../../src/backup/vaults/resuming.js';
import { PART_BYTES } from '../../src/backup/vaults/s3-address.js';
import { Vaults } from '../../src/backup/vaults/vaults.js';
import { Copies } from '../../src/backup/workflows/copies.js';
import { type ClusterHouse, openClusterHouse, SERVER } from '../support/cluster-house.js';
import { recovering } from '../support/recovering.js';
import { makeBucket, makeUsers, threeKeys } from '../support/three-keys.js';

jest.setTimeout(180_000);

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');
const BUCKET = `server-peran-${process.pid}`;
let open: ClusterHouse;

const ceph = (verb: 'up' | 'down' | 'admin', ...rest: string[]) =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER, ...rest], { encoding: 'utf8' });

beforeAll(async () => {
  const { secure: endpoint, caFile, accessKey, secretKey } = JSON.parse(ceph('up'));
  makeUsers((...args) => ceph('admin', ...args));
  const owner = { endpoint, caFile, accessKey, secretKey, region: 'us-east-1', partBytes: PART_BYTES, patience: PATIENCE };
  await makeBucket({ ...owner, bucket: BUCKET });
  open = await openClusterHouse({
    vaults: [{ id: 'gudang', kind: 's3', settings: 'GUDANG', bucket: BUCKET }],
    settings: {
      GUDANG_ENDPOINT: endpoint,
      GUDANG_CA_FILE: caFile,
      ...threeKeys('GUDANG'),
      GUDANG_ACCESS_KEY: accessKey,
      GUDANG_SECRET_KEY: secretKey,
      GUDANG_PRUNER_ACCESS_KEY: '',
    },
  });
}, 300_000);
afterAll(async () => {
  await open.close();
  if (!process.env.SINAMBUNG_TEST_CEPH) ceph('down');
});

const officers = recovering(() => open.house, SERVER);
const take = () => {
  open.house.clock.set(new Date());
  return officers.take();
};
const labels = async () => {
  const found = new Set<string>();
  const vault = await open.house.get(Vaults).open('gudang', 'prover');
  for await (const { key } of vault.list(`${SERVER}/pgbackrest/repository/backup/${SERVER}/2`)) found.add(key.split('/')[5]!);
  return [...found].sort();
};
describe('a whole server by pgBackRest into an S3 store, whose prover has a key of its own', () => {
  it('is copied with one key and proven with another, which cannot write', async () => {
    for (const kind of ['full', 'incr'] as const) {
      const taken = await take();
      expect(taken.trouble).toBeUndefined();
      expect(taken).toMatchObject({ state: 'verified', manifest: { repository: { kind } } });
    }
    const [{ id }] = (await open.house.get(Points).of(SERVER)) as [Point];
    expect(await officers.prove(id)).toMatchObject({ state: 'proven' });
    const written = (role: string) => readFile(path.join(open.cluster.work, `${SERVER}${role}.conf`), 'utf8');
    expect(await written('')).not.toContain('pembukti');
    expect(await written('.gudang.prover')).toContain(`repo1-s3-key=pembukti-${process.pid}\n`);
  });

  it('goes on after a kill, whose half of a backup its writer takes away', async () => {
    const vault = await open.house.get(Vaults).open('gudang', 'writer');
    const last = (await labels()).at(-1)!;
    const half = last.replace(/\d{6}I$/, (time) => `${String(Number.parseInt(time, 10) + 1).padStart(6, '0')}I`);
    await vault.put(`${SERVER}/pgbackrest/repository/backup/${SERVER}/${half}/pg_data/PG_VERSION.zst`, Readable.from(['half']));
    const taken = await take();
    expect(taken.trouble).toBeUndefined();
    expect(await labels()).not.toContain(half);
  });

  it('loses a point', async () => {
    const [{ id, manifest }] = (await open.house.get(Points).of(SERVER)) as [Point];
    const { snapshot } = (manifest as ClusterManifest).repository;
    expect(await labels()).toContain(snapshot);
    await expect(open.house.get(Copies).remove(id)).resolves.toEqual([{ vaultId: 'gudang' }]);
    expect(await labels()).not.toContain(snapshot);
  });
});
