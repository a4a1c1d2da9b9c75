import { execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Moments, type Point, Points, RestorePoint, Restores, VerifyPoint } from '../../src/backup/index.js';
import type { ClusterManifest } from '../../src/backup/manifest.js';
import type { Vault } from '../../src/backup/vaults/vault.js';
import { Vaults } from '../../src/backup/vaults/vaults.js';
import { Config } from '../../src/platform/index.js';
import { type ClusterHouse, openClusterHouse, SERVER } from '../support/cluster-house.js';
import { recovering } from '../support/recovering.js';
import { replacing } from './engine-contract.js';

jest.setTimeout(180_000);

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');
const SECRET = 'GUDANG_SECRET_KEY';
const REPOSITORY = `${SERVER}/pgbackrest/repository`;
let open: ClusterHouse;
let full: Point;
let known: Record<'secure' | 'caFile' | 'accessKey' | 'secretKey', string>;
let vault: Vault;

const ceph = (verb: 'up' | 'down') =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER], { encoding: 'utf8' });

beforeAll(async () => {
  known = JSON.parse(ceph('up'));
  open = await openClusterHouse({
    vaults: [
      { id: 'gudang', kind: 's3', settings: 'GUDANG', bucket: `server-${process.pid}` },
      { id: 'cadangan', kind: 'folder', path: 'vaults/cadangan' },
    ],
    settings: {
      GUDANG_ENDPOINT: known.secure,
      GUDANG_CA_FILE: known.caFile,
      GUDANG_ACCESS_KEY: known.accessKey,
      [SECRET]: known.secretKey,
    },
  });
}, 300_000);
afterAll(async () => {
  await open.close();
  if (!process.env.SINAMBUNG_TEST_CEPH) ceph('down');
});

const officer = () => open.house.as('recovery-officer');
const _point = (id: string) => open.house.get(Points).get(id);
const officers = recovering(() => open.house, SERVER);
const take = () => {
  open.house.clock.set(new Date());
  return officers.take();
};
const { prove } = officers;
const clock = async () => (await open.cluster.query('select clock_timestamp()'))[0]?.[0] as Date;
const keys = async (prefix: string) => {
  const found: string[] = [];
  for await (const { key } of vault.list(prefix)) found.push(key);
  return found;
};

describe('a whole server by pgBackRest into an S3 store', () => {
  it('takes a full backup by TLS, carries it into a second vault, and proves it, with no key in any command', async () => {
    const real = execFileSync('bash', ['-c', 'command -v pgbackrest'], { encoding: 'utf8' }).trim();
    const log = path.join(open.cluster.work, 'commands');
    await writeFile(log, '');
    await chmod(log, 0o666);
    await replacing('pgbackrest', `echo "$*" >> ${log}\nexec ${real} "$@"`, async () => {
      full = await take();
    });
    vault = await open.house.get(Vaults).open('gudang', 'prover');
    expect(full.trouble).toBeUndefined();
    expect(full).toMatchObject({
      state: 'verified',
      manifest: { repository: { kind: 'full' }, moment: { exact: true } },
      copies: [
        { vaultId: 'cadangan', state: 'verified' },
        { vaultId: 'gudang', state: 'verified' },
      ],
    });
    const commands = await readFile(log, 'utf8');
    expect(commands).toMatch(/ backup /);
    expect(commands).not.toContain(known.secretKey);
    const config = path.join(open.cluster.work, `${SERVER}.conf`);
    expect((await stat(config)).mode & 0o777).toBe(0o600);
    expect(await readFile(config, 'utf8')).toContain(`repo1-s3-key-secret=${known.secretKey}`);
    await open.cluster.query(`insert into orang values (100001, 'sesudah')`);
    expect(await prove(full.id)).toMatchObject({ state: 'proven', proof: { tables: [{ same: true }] } });
    expect((await readdir(open.cluster.work)).filter((name) => name.includes('bukti'))).toEqual([]);
  });

  it('takes what changed since, and goes back to just before a moment', async () => {
    const next = await take();
    expect(next).toMatchObject({
      state: 'verified',
      manifest: { repository: { kind: 'incr', standsOn: [{ pointId: full.id }] } },
    });
    await open.cluster.query(`insert into orang values (200001, 'sebelum')`);
    const before = await clock();
    await open.cluster.query(`update orang set nama = 'salah'`);
    await archived();
    const { id } = await open.house.get(RestorePoint).run(officer(), { sourceId: SERVER, until: before });
    await open.house.settle();
    const done = await open.house.get(Restores).get(id);
    expect(done.trouble).toBeUndefined();
    const address = (await open.house.get(Restores).waysIn(id))?.snippets[0]?.text as string;
    const beside = new URL(open.cluster.url);
    beside.port = new URL(address).port;
    beside.searchParams.set('host', path.join(open.cluster.work, done.place));
    const counted = await open.cluster.query(
      `select count(*) filter (where nama = 'salah')::int, max(id) from orang`,
      'samsat',
      beside.href,
    );
    expect(counted).toEqual([[0, 200001]]);
    open.cluster.stop(path.join(open.cluster.work, done.place, 'data'));
  });

  it('finds a gap in the log that lies in the store', async () => {
    const lost = await archived();
    await archived();
    const key = (await keys(`${REPOSITORY}/archive/`)).find((name) => name.includes(`/${lost}-`)) as string;
    const bytes = await buffer(await vault.get(key));
    await vault.remove(key);
    const reach = await open.house.get(Moments).reach(SERVER);
    expect(reach?.gaps).toEqual([{ after: reach?.to, missing: [lost] }]);
    await vault.put(key, Readable.from([bytes]));
    expect((await open.house.get(Moments).reach(SERVER))?.gaps).toEqual([]);
  });

  it('says that the store refuses the key, calls no copy bad for it, and goes on once it is right', async () => {
    const refused = await withSetting(SECRET, 'salah', take);
    expect(refused).toMatchObject({ state: 'failed', trouble: { code: 'backup.log-goes-elsewhere' }, copies: [] });
    const plain = await withSetting('GUDANG_ENDPOINT', known.secure.replace('https', 'http'), take);
    expect(plain).toMatchObject({ state: 'failed', trouble: { code: 'backup.log-goes-elsewhere' } });
    expect(await take()).toMatchObject({ state: 'verified' });
  });

  it('goes on where it was killed, without a second backup', async () => {
    const real = execFileSync('bash', ['-c', 'command -v pgbackrest'], { encoding: 'utf8' }).trim();
    const kill = `case " $* " in *" backup "*) ${real} "$@" & sleep 1; kill -9 $!; wait; kill -9 $$;; esac\nexec ${real} "$@"`;
    const before = await labels();
    await replacing('pgbackrest', kill, async () => {
      expect(await take()).toMatchObject({ state: 'failed', copies: [] });
    });
    const next = await take();
    expect(next).toMatchObject({ state: 'verified' });
    const { snapshot } = (next.manifest as ClusterManifest).repository;
    expect(await labels()).toEqual([...before, snapshot]);
    expect(await prove(next.id)).toMatchObject({ state: 'proven' });
  });

  it('catches an object that was cut short when it reads it back, and proves by the other copy', async () => {
    const point = await take();
    const { snapshot } = (point.manifest as ClusterManifest).repository;
    const key = (await keys(`${REPOSITORY}/backup/${SERVER}/${snapshot}/`)).find((name) => /bundle\/\d+$/.test(name)) as string;
    const bytes = await buffer(await vault.get(key));
    await vault.put(key, Readable.from([bytes.subarray(0, bytes.length - 1)]));
    await open.house.get(VerifyPoint).run(officer(), { pointId: point.id });
    await open.house.settle();
    const { copies } = await open.house.get(Points).get(point.id);
    expect(copies).toMatchObject([
      { vaultId: 'cadangan', state: 'verified' },
      { vaultId: 'gudang', state: 'failed', trouble: { code: 'backup.damaged' } },
    ]);
    expect(await prove(point.id)).toMatchObject({ state: 'proven' });
  });
});

async function withSetting<T>(name: string, value: string, work: () => Promise<T>): Promise<T> {
  const config = open.house.get(Config);
  const named = config.named.bind(config);
  const wrong = jest.spyOn(config, 'named').mockImplementation((one) => (one === name ? value : named(one)));
  return work().finally(() => wrong.mockRestore());
}

const labels = async () => {
  const found = await keys(`${REPOSITORY}/backup/${SERVER}/`);
  return [...new Set(found.map((key) => key.split('/')[5] as string))].filter((name) => /^\d/.test(name)).sort();
};

/** The segment that was just ended, once it is in the vault. */
async function archived(): Promise<string> {
  const segment = (await open.cluster.query('select pg_walfile_name(pg_switch_wal() - 1)'))[0]?.[0] as string;
  await open.cluster.query('begin; select pg_current_xact_id(); commit; select pg_switch_wal()');
  const last = async () => (await open.cluster.query('select last_archived_wal from pg_stat_archiver'))[0]?.[0] as string;
  while ((await last()) <= segment) await new Promise((resolve) => setTimeout(resolve, 50));
  return segment;
}
