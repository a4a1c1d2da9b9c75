import type { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { errors } from '../errors.js';
import { resuming, type Span } from './resuming.js';
import { type S3Address, translateS3 } from './s3-address.js';
import { s3Client } from './s3-client.js';
import { S3Locks } from './s3-locks.js';
import { checkKey, isKey, type ObjectLocks, type StoredObject, type Vault, type VaultLocation } from './vault.js';

/** Any store that speaks S3 (Ceph RGW, AWS and others), by the AWS client. */
export class S3Vault implements Vault {
  readonly kind = 's3';
  readonly location: VaultLocation;
  readonly locks?: ObjectLocks;
  private readonly client: S3Client;

  constructor(
    readonly id: string,
    private readonly address: S3Address,
  ) {
    const { partBytes: _, ...location } = address;
    this.location = { kind: 's3', ...location };
    this.client = s3Client(id, address);
    if (address.locks) this.locks = new S3Locks(id, this.client, address.bucket);
  }

  async prepare(): Promise<void> {
    const { bucket, locks } = this.address;
    const there = await this.client.send(new HeadBucketCommand({ Bucket: bucket })).catch(() => undefined);
    if (there) return;
    await this.client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: locks })).catch((error) => {
      if (error.name !== 'BucketAlreadyOwnedByYou' && error.name !== 'BucketAlreadyExists') throw this.translate(error);
    });
  }

  async put(key: string, body: Readable): Promise<{ bytes: number }> {
    const upload = new Upload({
      client: this.client,
      params: { ...this.named(key), Body: body },
      partSize: this.address.partBytes,
      queueSize: 2,
    });
    let bytes = 0;
    upload.on('httpUploadProgress', ({ loaded }) => {
      bytes = Math.max(bytes, loaded ?? 0);
    });
    try {
      await upload.done();
      return { bytes: (await this.head(key))?.bytes ?? bytes };
    } catch (error) {
      throw this.translate(error);
    } finally {
      body.destroy();
    }
  }

  async get(key: string, span: Span = { from: 0 }): Promise<Readable> {
    const found = await this.read(key, span).catch((error) => {
      throw error.name === 'NoSuchKey' ? errors.noSuchObject({ vault: this.id, key }) : this.translate(error);
    });
    return resuming(found.Body as Readable, span, {
      open: async (from) => (await this.read(key, { ...span, from })).Body as Readable,
      bytes: found.ContentLength,
      patience: this.address.patience,
      explain: (error) => this.translate(error),
    });
  }

  async head(key: string): Promise<StoredObject | undefined> {
    try {
      const found = await this.client.send(new HeadObjectCommand(this.named(key)));
      return { key, bytes: found.ContentLength ?? 0 };
    } catch (error) {
      // HEAD has no body, so a missing bucket and a missing key look alike; the listing tells them apart.
      if ((error as Error).name !== 'NotFound') throw this.translate(error);
      for await (const object of this.list(key)) if (object.key === key) return object;
      return undefined;
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    try {
      for await (const page of paginateListObjectsV2({ client: this.client }, { Bucket: this.address.bucket, Prefix: prefix }))
        for (const { Key: key = '', Size: bytes = 0 } of page.Contents ?? []) if (isKey(key)) yield { key, bytes };
    } catch (error) {
      throw this.translate(error);
    }
  }

  async remove(key: string): Promise<void> {
    if (this.locks) return this.locks.remove(checkKey(key));
    await this.client.send(new DeleteObjectCommand(this.named(key))).catch((error) => {
      throw this.translate(error);
    });
  }

  private read(key: string, { from, to }: Span) {
    const part = from > 0 || to !== undefined ? { Range: `bytes=${from}-${to === undefined ? '' : to - 1}` } : {};
    return this.client.send(new GetObjectCommand({ ...this.named(key), ...part }));
  }

  private named(key: string) {
    return { Bucket: this.address.bucket, Key: checkKey(key) };
  }

  private translate(error: unknown): unknown {
    return translateS3(this.id, error);
  }
}
