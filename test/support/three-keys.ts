import { readFileSync } from 'node:fs';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { S3Address } from '../../src/backup/vaults/s3-address.js';
import { s3Client } from '../../src/backup/vaults/s3-client.js';
import { S3Vault } from '../../src/backup/vaults/s3-vault.js';

const USERS = { WRITER: `penulis-${process.pid}`, PROVER: `pembukti-${process.pid}`, PRUNER: `pemangkas-${process.pid}` };
const SECRET = 'rahasia-contoh';

/** Three users of a store, one for each role. `admin` is the store's own program for users. */
export function makeUsers(admin: (...args: string[]) => unknown): void {
  for (const user of Object.values(USERS))
    admin('user', 'create', `--uid=${user}`, '--display-name=x', `--access-key=${user}`, `--secret-key=${SECRET}`);
}

/** The bucket as docs/it-officer.md says, made by its owner. */
export async function makeBucket(address: S3Address): Promise<void> {
  await new S3Vault('pemilik', address).prepare();
  let policy = readFileSync('docs/vault-policy.json', 'utf8').replaceAll('BUCKET', address.bucket);
  for (const [name, user] of Object.entries(USERS)) policy = policy.replaceAll(`user/${name}`, `user/${user}`);
  await s3Client('pemilik', address).send(new PutBucketPolicyCommand({ Bucket: address.bucket, Policy: policy }));
}

/** Settings of a store that begin so, opened with three keys. */
export function threeKeys(settings: string): Record<string, string> {
  return {
    [`${settings}_ACCESS_KEY`]: USERS.WRITER,
    [`${settings}_SECRET_KEY`]: SECRET,
    [`${settings}_PROVER_ACCESS_KEY`]: USERS.PROVER,
    [`${settings}_PROVER_SECRET_KEY`]: SECRET,
    [`${settings}_PRUNER_ACCESS_KEY`]: USERS.PRUNER,
    [`${settings}_PRUNER_SECRET_KEY`]: SECRET,
  };
}
