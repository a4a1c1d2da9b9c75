import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { MinioVault } from '../../src/backup/vaults/minio-vault.js';
import { PATIENCE } from '../../src/backup/vaults/resuming.js';
import { PART_BYTES, type S3Address } from '../../src/backup/vaults/s3-address.js';
import { S3Vault } from '../../src/backup/vaults/s3-vault.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { vaultContract } from './vault-contract.js';

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');

const RealDate = Date;

/** Lets every clock of this process be wrong while `work` runs. */
async function withClockOff(ms: number, work: () => Promise<void>): Promise<void> {
  globalThis.Date = class extends RealDate {
    constructor(...at: [] | [number | string]) {
      super(at[0] ?? RealDate.now() + ms);
    }
    static override now = () => RealDate.now() + ms;
  } as DateConstructor;
  await work().finally(() => {
    globalThis.Date = RealDate;
  });
}

let known: Omit<S3Address, 'bucket'>;
const address = (bucket: string): S3Address => ({ ...known, bucket });

const ceph = (verb: 'up' | 'down' | 'admin', ...rest: string[]) =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER, ...rest], { encoding: 'utf8' });

beforeAll(() => {
  known = { ...JSON.parse(ceph('up')), region: 'us-east-1', partBytes: PART_BYTES, patience: PATIENCE };
}, 300_000);

afterAll(() => {
  if (!process.env.SINAMBUNG_TEST_CEPH) ceph('down');
});

const bucket = (name: string) => `${name}-${process.pid}`;

vaultContract(
  'S3 client on Ceph',
  async () => new S3Vault('s3', address(bucket('s3'))),
  async () => new S3Vault('s3', address('tidak-ada')),
);
vaultContract(
  'MinIO client on Ceph',
  async () => new MinioVault('minio', address(bucket('minio'))),
  async () => new MinioVault('minio', address('tidak-ada')),
);

describe.each([
  ['s3', S3Vault],
  ['minio', MinioVault],
] as const)('a store that cannot be used: %s', (id, Vault) => {
  it('says that it cannot be reached', async () => {
    const nobody = new Vault(id, { ...address('x-y-z'), endpoint: 'http://127.0.0.1:9' });
    await expect(nobody.put('a', Readable.from([Buffer.from('x')]))).rejects.toMatchObject({ code: 'backup.vault-unreachable' });
  });

  it('says that it refuses the key', async () => {
    const stranger = new Vault(id, { ...address('x-y-z'), secretKey: 'salah' });
    await expect(stranger.prepare()).rejects.toMatchObject({ code: 'backup.vault-refused' });
  });

  it('reads what the other client wrote', async () => {
    const shared = address(bucket('bersama'));
    await new S3Vault('s3', shared).prepare();
    await new S3Vault('s3', shared).put('x', Readable.from([Buffer.from('sama')]));
    await expect(new Vault(id, shared).head('x')).resolves.toEqual({ key: 'x', bytes: 4 });
  });
});

describe.each([
  ['s3', S3Vault],
  ['minio', MinioVault],
] as const)('a store behind a bad link: %s', (id, Vault) => {
  const MIB = 1024 * 1024;
  const SHORT = { idleMs: 300, attempts: 3 };
  const name = bucket(`jalur-${id}`);
  let link: TcpProxy;
  let vault: S3Vault | MinioVault;
  let direct: S3Vault | MinioVault;

  beforeEach(async () => {
    link = new TcpProxy(Number(new URL(known.endpoint).port));
    vault = new Vault(id, { ...address(name), endpoint: await link.listen(), patience: SHORT });
    direct = new Vault(id, address(name));
    await direct.prepare();
  });
  afterEach(() => link.close());

  it('reads on where the connection broke, and gives up where no byte comes any more', async () => {
    const body = randomBytes(5 * MIB);
    await direct.put('besar', Readable.from([body]));
    link.cutAfter(MIB);
    expect((await buffer(await vault.get('besar'))).equals(body)).toBe(true);
    expect(link.connections).toBeGreaterThan(4);
    expect((await buffer(await vault.get('besar', { from: 10, to: 3 * MIB }))).equals(body.subarray(10, 3 * MIB))).toBe(true);
    link.cutAfter(200);
    await expect(vault.get('besar').then(buffer)).rejects.toMatchObject({ code: 'backup.vault-unreachable' });
  });

  it('ends a read that falls silent', async () => {
    await direct.put('besar', Readable.from([randomBytes(5 * MIB)]));
    link.fallSilentAfter(2 * MIB);
    await expect(vault.get('besar').then(buffer)).rejects.toMatchObject({ code: 'backup.vault-unreachable' });
  });

  it.each(['cut', 'silent'] as const)('stores nothing when the link is %s during a put', async (how) => {
    if (how === 'cut') link.cutAfter(20 * MIB);
    else link.fallSilentAfter(20 * MIB);
    const body = Readable.from(Array.from({ length: 40 }, () => randomBytes(MIB)));
    const put = vault.put(`putus-${how}`, body);
    if (how === 'cut' && id === 's3') await put;
    else await expect(put).rejects.toMatchObject({ code: 'backup.vault-unreachable' });
    expect((await direct.head(`putus-${how}`))?.bytes).toBe(how === 'cut' && id === 's3' ? 40 * MIB : undefined);
  });
});

describe.each([
  ['s3', S3Vault],
  ['minio', MinioVault],
] as const)('a store that refuses: %s', (id, Vault) => {
  const user = (uid: string) => {
    ceph('admin', 'user', 'create', `--uid=${uid}`, '--display-name=x', `--access-key=${uid}`, '--secret-key=rahasia-contoh');
    return { accessKey: uid, secretKey: 'rahasia-contoh' };
  };
  const piece = (bytes: number) => Readable.from([randomBytes(bytes)]);

  it('says that our clock is wrong', async () => {
    const vault = new Vault(id, address(bucket(`jam-${id}`)));
    await vault.prepare();
    await withClockOff(-3_600_000, async () => {
      await expect(vault.put('a', piece(9))).rejects.toMatchObject({ code: 'backup.clock-wrong' });
      await expect(vault.get('a')).rejects.toMatchObject({ code: 'backup.clock-wrong' });
    });
  });

  it('says that a key is no longer good', async () => {
    const name = bucket(`kedaluwarsa-${id}`);
    const vault = new Vault(id, { ...address(name), ...user(name) });
    await vault.prepare();
    await vault.put('a', piece(9));
    ceph('admin', 'user', 'suspend', `--uid=${name}`);
    await expect(vault.put('a', piece(9))).rejects.toMatchObject({ code: 'backup.vault-refused' });
    await expect(vault.get('a')).rejects.toMatchObject({ code: 'backup.vault-refused' });
  });

  it('says that it is full, and keeps nothing of what did not fit', async () => {
    const name = bucket(`penuh-${id}`);
    const vault = new Vault(id, { ...address(name), ...user(name) });
    ceph('admin', 'quota', 'set', '--quota-scope=user', `--uid=${name}`, '--max-size=4194304');
    ceph('admin', 'quota', 'enable', '--quota-scope=user', `--uid=${name}`);
    await vault.prepare();
    await vault.put('kecil', piece(1024));
    await expect(vault.put('besar', piece(8 * 1024 * 1024))).rejects.toMatchObject({ code: 'backup.vault-full' });
    await expect(vault.head('besar')).resolves.toBeUndefined();
    await expect(vault.head('kecil')).resolves.toMatchObject({ bytes: 1024 });
  });
});
