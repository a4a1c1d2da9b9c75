import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { Readable } from 'node:stream';
import { MinioVault } from '../../src/backup/vaults/minio-vault.js';
import { PART_BYTES, type S3Address } from '../../src/backup/vaults/s3-address.js';
import { S3Vault } from '../../src/backup/vaults/s3-vault.js';
import { vaultContract } from './vault-contract.js';

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');

let known: Omit<S3Address, 'bucket'>;
const address = (bucket: string): S3Address => ({ ...known, bucket });

const ceph = (verb: 'up' | 'down') =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER], { encoding: 'utf8' });

beforeAll(() => {
  known = { ...JSON.parse(ceph('up')), region: 'us-east-1', partBytes: PART_BYTES };
}, 300_000);

afterAll(() => {
  ceph('down');
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
