import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { identityToRecipient } from 'age-encryption';
import { Keyring } from '../../src/backup/engines/keyring.js';
import { PointFiles } from '../../src/backup/engines/point-files.js';
import { RepositoryKey } from '../../src/backup/engines/repository-key.js';
import { RepositoryKeyStore } from '../../src/backup/engines/repository-key-store.js';
import { FolderExchange } from '../../src/backup/engines/restic/folder-exchange.js';
import { FolderPlaces } from '../../src/backup/engines/restic/folder-places.js';
import { ResticRepositories } from '../../src/backup/engines/restic/repositories.js';
import { ResticEngine } from '../../src/backup/engines/restic/restic-engine.js';
import { Points, ProbeVault, Sources, TakeBackup, type VaultRole, VaultStandings } from '../../src/backup/index.js';
import { compareFacts, differences, type Facts, type ResticManifest } from '../../src/backup/manifest.js';
import { PointStore } from '../../src/backup/point-store.js';
import { Shelf } from '../../src/backup/shelf.js';
import { type FolderSource, type Source, sourceSchema, type VaultEntry } from '../../src/backup/shelf-schema.js';
import { PATIENCE } from '../../src/backup/vaults/resuming.js';
import { PART_BYTES } from '../../src/backup/vaults/s3-address.js';
import { Vaults } from '../../src/backup/vaults/vaults.js';
import { Copies } from '../../src/backup/workflows/copies.js';
import { Clock, Config, newId } from '../../src/platform/index.js';
import { type House, openHouse } from '../support/house.js';
import { onServer, urlOf } from '../support/postgres.js';
import { makeBucket, makeUsers, threeKeys } from '../support/three-keys.js';

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');
const RUN = process.pid;
const DATABASE = `brankas_${RUN}`;
const COPIES = `salinan-${RUN}`;
const REPOSITORIES = `arsip-${RUN}`;
const TRIALS = `uji-${RUN}`;

const ceph = (verb: 'up' | 'down' | 'admin', ...rest: string[]) =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER, ...rest], { encoding: 'utf8' });

let house: House;
const officer = () => house.as('recovery-officer');

beforeAll(async () => {
  const known = JSON.parse(ceph('up'));
  makeUsers((...args) => ceph('admin', ...args));
  const owner = { ...known, region: 'us-east-1', partBytes: PART_BYTES, patience: PATIENCE, locks: true };
  for (const bucket of [COPIES, TRIALS]) await makeBucket({ ...owner, bucket });
  await makeBucket({ ...owner, bucket: REPOSITORIES, locks: false });
  await onServer((client) => client.query(`create database ${DATABASE}`));
  await onServer((client) => client.query('create table orang as select generate_series(1, 100) as id'), urlOf(DATABASE));
  process.env.BRANKAS_DATABASE_URL = urlOf(DATABASE);
  house = await openHouse({ settings: settingsOf(known) });
  const shelf = house.get(Shelf);
  (shelf.vaults as VaultEntry[]).push(...VAULTS);
  (shelf.sources as Source[]).push(sourceOf('kontrak'));
}, 300_000);

afterAll(async () => {
  await house.close();
  await onServer((client) => client.query(`drop database ${DATABASE} with (force)`));
  delete process.env.BRANKAS_DATABASE_URL;
  if (!process.env.SINAMBUNG_TEST_CEPH) ceph('down');
});

/** Two stores at one address: one opened with three keys, one with the owner's alone. */
const settingsOf = ({ endpoint, accessKey, secretKey }: Record<string, string>) => ({
  GUDANG_ENDPOINT: endpoint,
  ...threeKeys('GUDANG'),
  SENDIRI_ENDPOINT: endpoint,
  SENDIRI_ACCESS_KEY: accessKey,
  SENDIRI_SECRET_KEY: secretKey,
});

const VAULTS: VaultEntry[] = [
  {
    id: 'gudang',
    kind: 's3',
    settings: 'GUDANG',
    bucket: COPIES,
    probe: TRIALS,
    lock: { days: 1, mode: 'compliance' },
    site: 'Gudang contoh',
    zone: '35.78',
  },
  { id: 'sendiri', kind: 'minio', settings: 'SENDIRI', bucket: `sendiri-${RUN}`, lock: { days: 1, mode: 'governance' } },
  { id: 'arsip', kind: 's3', settings: 'GUDANG', bucket: REPOSITORIES },
];

const sourceOf = (id: string) =>
  sourceSchema.parse({
    id,
    name: 'Contoh',
    office: 'samsat-katang',
    engine: 'dump',
    connection: { setting: 'BRANKAS_DATABASE_URL' },
    schedule: { take: { every: '6h', at: '01:00' }, prove: { every: '12h', at: '02:00' }, verify: { every: '30d', at: '03:00' } },
    vaults: ['gudang', 'sendiri', 'lokal'],
    retention: { last: 2 },
    targets: { rpo: '24h', rto: '1h' },
  });

const folderOf = (recipient: string) =>
  sourceSchema.parse({
    ...{
      id: 'arsip-contoh',
      name: 'Arsip contoh',
      office: 'samsat-katang',
      engine: 'restic',
      folder: { setting: 'ARSIP_FOLDER' },
    },
    schedule: { take: { every: '6h', at: '01:00' }, prove: { every: '12h', at: '02:00' }, verify: { every: '30d', at: '03:00' } },
    ...{ vaults: ['arsip'], retention: { last: 2 }, targets: { rpo: '24h', rto: '1h' }, recipients: [recipient] },
  }) as FolderSource;

/** The engine on a server of its own that has this role alone; the half of the installation's key that it needs was brought to it. */
async function server(role: VaultRole): Promise<{ keyring: Keyring; engine: ResticEngine }> {
  const data = mkdtempSync(path.join(house.data, `${role}-`));
  const config = new Config({ SINAMBUNG_DATA: data, SINAMBUNG_BACKUP_ROLES: role });
  const keyring = new Keyring(config, house.get(PointStore), { here: [role] } as never);
  mkdirSync(path.join(data, 'keys'), { recursive: true });
  const installation = house.get(Keyring);
  await installation.recipient();
  if (role === 'prover') copyFileSync(installation.file, keyring.file);
  else copyFileSync(installation.publicFile, keyring.publicFile);
  const [shelf, clock] = [house.get(Shelf), house.get(Clock)];
  const repositories = new ResticRepositories(new RepositoryKey(keyring, shelf, house.get(RepositoryKeyStore), clock), config);
  const engine = new ResticEngine(
    ...([house.get(FolderPlaces), house.get(FolderExchange), repositories, house.get(PointFiles), shelf, clock] as const),
  );
  return { keyring, engine };
}

const vaultAs = (role: VaultRole) => house.get(Vaults).open('gudang', role);
const piece = () => Readable.from([Buffer.from('contoh')]);
const refused = { code: 'backup.vault-refused' };

it('lets the writer store and not delete, the prover read and not store, the pruner delete and not store', async () => {
  const [writer, prover, pruner] = [await vaultAs('writer'), await vaultAs('prover'), await vaultAs('pruner')];
  await writer.put('a/b', piece());
  await expect(writer.remove('a/b')).rejects.toMatchObject(refused);
  await expect(prover.put('a/c', piece())).rejects.toMatchObject(refused);
  await expect(prover.remove('a/b')).rejects.toMatchObject(refused);
  expect((await buffer(await prover.get('a/b'))).toString()).toBe('contoh');
  await expect(pruner.put('a/c', piece())).rejects.toMatchObject(refused);
  await pruner.remove('a/b');
  await expect(prover.head('a/b')).resolves.toBeUndefined();
});

it('stores an object of several parts as the writer, locks it, and lets not even the pruner delete it', async () => {
  const [writer, prover, pruner] = [await vaultAs('writer'), await vaultAs('prover'), await vaultAs('pruner')];
  await writer.put('a/besar', Readable.from(Array.from({ length: 20 }, () => Buffer.alloc(1024 * 1024))));
  await expect(prover.locks!.read('a/besar')).resolves.toBeUndefined();
  const until = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
  await writer.locks!.set('a/besar', { mode: 'compliance', until });
  await expect(prover.locks!.read('a/besar')).resolves.toEqual({ mode: 'compliance', until });
  await expect(pruner.remove('a/besar')).rejects.toMatchObject({ code: 'backup.under-lock' });
  await expect(prover.head('a/besar')).resolves.toMatchObject({ bytes: 20 * 1024 * 1024 });
});

it('records the lock of a copy once it has seen it on every object, and says what 3-2-1 lacks', async () => {
  const { id } = await house.get(TakeBackup).run(officer(), { sourceId: 'kontrak' });
  await house.settle();
  const { copies, state } = await house.get(Points).get(id);
  expect(state).toBe('verified');
  const tomorrow = Date.now() + 86_400_000;
  expect(copies.map(({ vaultId, lockMode }) => [vaultId, lockMode])).toEqual([
    ['gudang', 'compliance'],
    ['lokal', undefined],
    ['sendiri', 'governance'],
  ]);
  for (const { vaultId, lockedUntil } of copies)
    if (vaultId !== 'lokal') expect(Math.abs(lockedUntil!.getTime() - tomorrow)).toBeLessThan(60_000);
  await expect(house.get(Sources).get('kontrak')).resolves.toMatchObject({ lacks: [], zone: '35.06' });
  const locked = { trouble: { code: 'backup.under-lock' } };
  await expect(house.get(Copies).remove(id)).resolves.toMatchObject([
    { vaultId: 'gudang', ...locked },
    { vaultId: 'lokal' },
    { vaultId: 'sendiri', ...locked },
  ]);
  await expect(house.get(PointStore).copies(id)).resolves.toHaveLength(3);
});

it('takes a folder by a writer that cannot prove, proves it by the prover, and prunes it by the pruner', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'arsip-'));
  for (const name of ['a.pdf', 'b.pdf']) writeFileSync(path.join(folder, name), name);
  process.env.ARSIP_FOLDER = folder;
  const [prover, writer, pruner] = [await server('prover'), await server('writer'), await server('pruner')];
  const source = folderOf(await identityToRecipient(await pruner.keyring.opener()));
  const point = newId();
  const at = (role: VaultRole) => house.get(Vaults).open('arsip', role);
  const taken = await writer.engine.take(source, point, await at('writer'));
  const manifest = taken.manifest as ResticManifest;
  await expect(writer.keyring.identity()).rejects.toMatchObject({ code: 'backup.no-identity' });
  await prover.engine.verify(manifest, await at('prover'));
  const place = { source, name: prover.engine.placeName(source, 'proof', point) };
  await prover.engine.restore(manifest, await at('prover'), place, () => undefined);
  const { facts } = await prover.engine.examine(manifest, place);
  expect(differences(compareFacts(manifest, facts as Facts))).toEqual([]);
  await prover.engine.discard(place);
  const stranger = await server('writer');
  await expect(stranger.engine.take(source, newId(), await at('writer'))).rejects.toMatchObject({ code: 'backup.no-identity' });
  const next = await writer.engine.take(source, newId(), await at('writer'));
  await pruner.engine.remove(manifest, await at('pruner'));
  await expect(prover.engine.verify(manifest, await at('prover'))).rejects.toMatchObject({ code: 'backup.no-such-object' });
  await prover.engine.verify(next.manifest as ResticManifest, await at('prover'));
  rmSync(folder, { recursive: true });
});

it('shows what each key can really do on Ceph RGW 16.2, with its two weaknesses', async () => {
  await house.get(ProbeVault).run(officer(), { vaultId: 'gudang' });
  await house.settle();
  const { findings, isWeak, notApart, probes } = await house.get(VaultStandings).get('gudang');
  expect(probes.map(({ role, apart, trouble }) => [role, apart, trouble])).toEqual([
    ['writer', true, undefined],
    ['prover', true, undefined],
    ['pruner', true, undefined],
  ]);
  expect(table(findings)).toEqual([
    'put writer: works, proven',
    'put prover: refused, proven',
    'put pruner: refused, proven',
    'read writer: works, proven',
    'read prover: works, proven',
    'read pruner: works, proven',
    'range writer: works, proven',
    'range prover: works, proven',
    'range pruner: works, proven',
    'overwrite writer: refused, proven',
    'lock-on writer: works, proven',
    'lock-on prover: works, proven',
    'lock-on pruner: works, proven',
    'delete writer: refused, proven',
    'delete prover: refused, proven',
    'delete pruner: works, proven',
    'checksum writer: works, weak',
    'lock writer: works, proven',
    'multipart-lock writer: refused, weak',
    'delete-locked writer: refused, proven',
    'delete-locked prover: refused, proven',
    'delete-locked pruner: refused, proven',
    'shorten-lock writer: refused, proven',
    'shorten-lock prover: refused, proven',
    'shorten-lock pruner: refused, proven',
    'bypass-lock writer: refused, proven',
    'bypass-lock prover: refused, proven',
    'bypass-lock pruner: refused, proven',
    'suspend-versions writer: refused, proven',
    'suspend-versions prover: refused, proven',
    'suspend-versions pruner: refused, proven',
  ]);
  expect([isWeak, notApart]).toEqual([false, []]);
});

it('raises an alarm where the claim of a lock does not hold against the key that we hold', async () => {
  const sendiri = VAULTS[1] as VaultEntry & { probe?: string };
  sendiri.probe = `uji-sendiri-${RUN}`;
  await house.get(ProbeVault).run(officer(), { vaultId: 'sendiri' });
  await house.settle();
  const { findings, isWeak, notApart } = await house.get(VaultStandings).get('sendiri');
  expect(notApart).toEqual(['prover', 'pruner']);
  expect(table(findings.filter(({ breaksClaim }) => breaksClaim))).toEqual(['bypass-lock writer: works, weak']);
  expect(isWeak).toBe(true);
  await expect(house.get(Sources).get('kontrak')).resolves.toMatchObject({
    weakVaults: ['sendiri'],
    alarms: expect.arrayContaining(['vault-weak']),
  });
});

it('tries nothing harmful where no place was made for it', async () => {
  delete (VAULTS[1] as { probe?: string }).probe;
  await house.get(ProbeVault).run(officer(), { vaultId: 'sendiri' });
  await house.settle();
  const { findings } = await house.get(VaultStandings).get('sendiri');
  const untried = findings.filter(({ verdict }) => verdict === 'untried').map(({ check }) => check);
  expect(untried).toEqual(expect.arrayContaining(['delete', 'checksum', 'delete-locked', 'bypass-lock', 'suspend-versions']));
});

function table(findings: { check: string; role: string; found: string; verdict: string }[]): string[] {
  return findings.map(({ check, role, found, verdict }) => `${check} ${role}: ${found}, ${verdict}`);
}
