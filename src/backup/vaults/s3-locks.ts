import {
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { errors } from '../errors.js';
import type { LockMode } from '../types.js';
import { translateS3 } from './s3-address.js';
import type { ObjectLock, ObjectLocks } from './vault.js';

const NONE = ['NoSuchObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError', 'NoSuchKey'];

/**
 * Locks of an S3 store. They are set after the object is whole, because some stores drop the lock that comes with a multipart
 * upload (Ceph RGW 16.2 does).
 */
export class S3Locks implements ObjectLocks {
  constructor(
    private readonly vault: string,
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  async set(key: string, { mode, until }: ObjectLock): Promise<void> {
    const retention = { Mode: mode === 'compliance' ? ('COMPLIANCE' as const) : ('GOVERNANCE' as const), RetainUntilDate: until };
    const asked = new PutObjectRetentionCommand({ Bucket: this.bucket, Key: key, Retention: retention });
    await this.client.send(asked).catch((error) => this.fail(error));
  }

  async read(key: string, version?: string): Promise<ObjectLock | undefined> {
    const asked = { Bucket: this.bucket, Key: key, VersionId: version };
    const found = await this.client.send(new GetObjectRetentionCommand(asked)).catch((error) => {
      if (NONE.includes(error.name)) return undefined;
      throw translateS3(this.vault, error);
    });
    const { Mode: mode, RetainUntilDate: until } = found?.Retention ?? {};
    return mode && until ? { mode: mode.toLowerCase() as LockMode, until } : undefined;
  }

  async remove(key: string): Promise<void> {
    for (const { version } of await versionsOf(this.client, this.bucket, key).catch((error) => this.fail(error)))
      await this.client
        .send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key, VersionId: version }))
        .catch((error) => this.refused(key, version, error));
  }

  private async refused(key: string, version: string, error: unknown): Promise<never> {
    const lock = await this.read(key, version).catch(() => undefined);
    if (lock) throw errors.underLock({ vault: this.vault, key, until: lock.until.toISOString() });
    throw translateS3(this.vault, error);
  }

  private fail(error: unknown): never {
    throw translateS3(this.vault, error);
  }
}

export interface Version {
  key: string;
  version: string;
  /** A mark that the object was deleted, and no bytes. */
  isMark: boolean;
}

/** Every version of an object, the newest first; with `under`, of all objects whose keys begin so. */
export async function versionsOf(client: S3Client, bucket: string, key: string, under = false): Promise<Version[]> {
  const found: Version[] = [];
  let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (next) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, ...next }),
    );
    for (const [entries, isMark] of [
      [page.Versions, false],
      [page.DeleteMarkers, true],
    ] as const)
      for (const { Key, VersionId } of entries ?? [])
        if (Key && VersionId && (under || Key === key)) found.push({ key: Key, version: VersionId, isMark });
    next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
  return found;
}
