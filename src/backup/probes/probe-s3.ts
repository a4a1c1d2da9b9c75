import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { LockMode } from '../types.js';
import type { VaultRole } from '../vaults/roles.js';
import { translateS3 } from '../vaults/s3-address.js';
import { S3Locks, versionsOf } from '../vaults/s3-locks.js';
import type { ObjectLock } from '../vaults/vault.js';
import type { Attempts } from './attempts.js';

/** Long enough to be attacked by all roles, short enough that nothing gathers in the probe bucket. */
const LOCK_MS = 15 * 60_000;
const BODY = Buffer.from('Sinambung\n');
const RETENTION = { governance: 'GOVERNANCE', compliance: 'COMPLIANCE' } as const;

interface Target {
  key: string;
  version: string;
}

/**
 * Attacks on an S3 store by one credential, by the AWS client whatever the vault's own is: it is the store that is tried. All of
 * them happen in the bucket made for it; the writer leaves there what the other roles then attack.
 */
export class S3Probe {
  constructor(
    private readonly vault: string,
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly role: VaultRole,
    private readonly lock: LockMode | undefined,
  ) {}

  /** In the copies' own bucket: whether locks are on, and whether our own object's earlier content outlives an overwrite. */
  async here(bucket: string, ours: string, attempts: Attempts): Promise<void> {
    if (this.role === 'writer') await attempts.note('overwrite', 'here', () => this.told(() => this.overwrites(bucket, ours)));
    if (!this.lock) return;
    await attempts.note('lock-on', 'here', () =>
      this.told(async () => {
        const found = await this.client.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }));
        return found.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
      }),
    );
  }

  async attack(attempts: Attempts, now: Date): Promise<void> {
    if (this.role === 'writer') await this.store(attempts, new Date(now.getTime() + LOCK_MS));
    await attempts.note('delete', 'probe', () => this.told(() => this.deletes(`free-${this.role}`)));
    if (!this.lock) return;
    await attempts.note('delete-locked', 'probe', () => this.told(() => this.deletesLocked()));
    await attempts.note('shorten-lock', 'probe', () => this.told(() => this.shortens(now)));
    await attempts.note('bypass-lock', 'probe', () => this.told(() => this.deletesLocked(true)));
    await attempts.note('suspend-versions', 'probe', () => this.told(() => this.suspends()));
    if (this.role === 'pruner') await this.told(() => this.sweep());
  }

  /** Whether what an object held before is gone. */
  private async overwrites(bucket: string, key: string): Promise<boolean> {
    await this.client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: BODY }));
    const versions = await versionsOf(this.client, bucket, key);
    return versions.filter(({ isMark }) => !isMark).length < 2;
  }

  private async store(attempts: Attempts, until: Date): Promise<void> {
    await this.told(() => this.sweep());
    await attempts.note('checksum', 'probe', () =>
      this.told(async () => {
        const wrong = createHash('sha256').update('something else').digest('base64');
        await this.client.send(new PutObjectCommand({ ...this.at('checksum'), Body: BODY, ChecksumSHA256: wrong }));
        return true;
      }),
    );
    for (const name of ['free-writer', 'free-prover', 'free-pruner']) await this.told(() => this.put(name));
    if (!this.lock) return;
    await attempts.note('lock', 'probe', () => this.told(() => this.locks({ mode: this.lock!, until })));
    await attempts.note('multipart-lock', 'probe', () => this.told(() => this.multipart(until)));
  }

  private async put(name: string): Promise<void> {
    await this.client.send(new PutObjectCommand({ ...this.at(name), Body: BODY }));
  }

  private async locks(lock: ObjectLock): Promise<boolean | string> {
    await this.put('locked');
    await this.reader.set(keyOf('locked'), lock);
    const seen = await this.reader.read(keyOf('locked'));
    return seen?.mode === lock.mode && Math.abs(seen.until.getTime() - lock.until.getTime()) < 1000 ? true : 'no lock afterwards';
  }

  private async multipart(until: Date): Promise<boolean | string> {
    const named = this.at(`multipart-${newId()}`);
    const retention = { ObjectLockMode: RETENTION[this.lock!], ObjectLockRetainUntilDate: until };
    const { UploadId } = await this.client.send(new CreateMultipartUploadCommand({ ...named, ...retention }));
    const part = await this.client.send(new UploadPartCommand({ ...named, UploadId, PartNumber: 1, Body: BODY }));
    const parts = [{ PartNumber: 1, ETag: part.ETag }];
    await this.client.send(new CompleteMultipartUploadCommand({ ...named, UploadId, MultipartUpload: { Parts: parts } }));
    return (await this.reader.read(named.Key)) ? true : 'no lock afterwards';
  }

  private async deletes(name: string): Promise<boolean | string> {
    return this.deleted(await this.target(name));
  }

  private async deletesLocked(bypass = false): Promise<boolean | string> {
    return this.deleted(await this.lockedTarget(), bypass);
  }

  private async deleted({ key, version }: Target, bypass = false): Promise<boolean | string> {
    const asked = { Bucket: this.bucket, Key: key, VersionId: version, BypassGovernanceRetention: bypass || undefined };
    await this.client.send(new DeleteObjectCommand(asked));
    const left = new HeadObjectCommand({ Bucket: this.bucket, Key: key, VersionId: version });
    return this.client.send(left).then(
      () => 'still there',
      () => true,
    );
  }

  private async shortens(now: Date): Promise<boolean | string> {
    const { key, version } = await this.lockedTarget();
    const Retention = { Mode: RETENTION[this.lock!], RetainUntilDate: new Date(now.getTime() + 60_000) };
    await this.client.send(new PutObjectRetentionCommand({ Bucket: this.bucket, Key: key, VersionId: version, Retention }));
    return true;
  }

  /** What worked is undone at once. */
  private async suspends(): Promise<boolean> {
    const set = (Status: 'Suspended' | 'Enabled') =>
      this.client.send(new PutBucketVersioningCommand({ Bucket: this.bucket, VersioningConfiguration: { Status } }));
    await set('Suspended');
    await set('Enabled');
    return true;
  }

  private async target(name: string): Promise<Target> {
    const [newest] = (await versionsOf(this.client, this.bucket, keyOf(name))).filter(({ isMark }) => !isMark);
    if (!newest) throw errors.noSuchObject({ vault: this.vault, detail: 'nothing was left here to attack' });
    return newest;
  }

  /** An attack on what is not locked would prove nothing, whichever way it ended. */
  private async lockedTarget(): Promise<Target> {
    const target = await this.target('locked');
    if (await this.reader.read(target.key, target.version)) return target;
    throw errors.noSuchObject({ vault: this.vault, detail: 'nothing locked was left here to attack' });
  }

  /** What earlier probes left and no lock holds any more. Only a credential that may delete gets anywhere. */
  private async sweep(): Promise<void> {
    for (const { key, version } of await versionsOf(this.client, this.bucket, PREFIX, true))
      await this.client
        .send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key, VersionId: version }))
        .catch(() => undefined);
  }

  private get reader(): S3Locks {
    return new S3Locks(this.vault, this.client, this.bucket);
  }

  private at(name: string) {
    return { Bucket: this.bucket, Key: keyOf(name) };
  }

  private told<T>(work: () => Promise<T>): Promise<T> {
    return work().catch((error) => {
      throw translateS3(this.vault, error);
    });
  }
}

const PREFIX = 'probe/';

function keyOf(name: string): string {
  return `${PREFIX}${name}`;
}
