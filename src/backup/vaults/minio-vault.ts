import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'minio';
import { errors } from '../errors.js';
import { patientAgents } from './patient-agents.js';
import { resuming, type Span } from './resuming.js';
import { type S3Address, translateS3 } from './s3-address.js';
import { s3Client } from './s3-client.js';
import { S3Locks } from './s3-locks.js';
import { checkKey, isKey, type ObjectLocks, type StoredObject, type Vault, type VaultLocation } from './vault.js';

/** A MinIO site, by MinIO's own client. */
export class MinioVault implements Vault {
  readonly kind = 'minio';
  readonly location: VaultLocation;
  readonly locks?: ObjectLocks;
  private readonly client: Client;

  constructor(
    readonly id: string,
    private readonly address: S3Address,
  ) {
    const { partBytes: _, ...location } = address;
    this.location = { kind: 's3', ...location };
    // MinIO's client knows no versions of an object but one by one.
    if (address.locks) this.locks = new S3Locks(id, s3Client(id, address), address.bucket);
    const { hostname, port, protocol } = new URL(address.endpoint);
    this.client = new Client({
      endPoint: hostname,
      port: Number(port) || (protocol === 'https:' ? 443 : 80),
      useSSL: protocol === 'https:',
      region: address.region,
      accessKey: address.accessKey,
      secretKey: address.secretKey,
      // Without it a stream of unknown size is cut into parts of 500 MB, each held in memory.
      partSize: address.partBytes,
      transportAgent: patientAgents(address.patience.idleMs, address.caFile)[protocol === 'https:' ? 'https' : 'http'],
    });
  }

  async prepare(): Promise<void> {
    await this.explained(async () => {
      if (!(await this.client.bucketExists(this.address.bucket)))
        await this.client.makeBucket(this.address.bucket, this.address.region, { ObjectLocking: this.address.locks });
    });
  }

  async put(key: string, body: Readable): Promise<{ bytes: number }> {
    checkKey(key);
    const through = new PassThrough();
    try {
      await this.forgetParts(key);
      await this.upload(key, body, through);
      return { bytes: (await this.head(key))?.bytes ?? 0 };
    } catch (error) {
      await this.forgetParts(key).catch(() => undefined);
      throw translateS3(this.id, error);
    } finally {
      body.destroy();
    }
  }

  async get(key: string, span: Span = { from: 0 }): Promise<Readable> {
    const first = await this.read(key, span).catch((error) => {
      throw error.code === 'NoSuchKey' ? errors.noSuchObject({ vault: this.id, key }) : translateS3(this.id, error);
    });
    return resuming(first, span, {
      open: (from) => this.read(key, { ...span, from }),
      bytes: Number((first as IncomingMessage).headers['content-length']),
      patience: this.address.patience,
      explain: (error) => translateS3(this.id, error),
    });
  }

  async head(key: string): Promise<StoredObject | undefined> {
    try {
      return { key, bytes: (await this.client.statObject(this.address.bucket, checkKey(key))).size };
    } catch (error) {
      if (!['NotFound', 'NoSuchKey'].includes((error as { code: string }).code)) throw translateS3(this.id, error);
      for await (const object of this.list(key)) if (object.key === key) return object;
      return undefined;
    }
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    try {
      for await (const object of this.client.listObjectsV2(this.address.bucket, prefix, true))
        if (isKey(object.name)) yield { key: object.name, bytes: object.size };
    } catch (error) {
      throw translateS3(this.id, error);
    }
  }

  async remove(key: string): Promise<void> {
    if (this.locks) return this.locks.remove(checkKey(key));
    await this.explained(() => this.client.removeObject(this.address.bucket, checkKey(key)));
  }

  /** Length 0 means: to the end. */
  private read(key: string, { from, to }: Span): Promise<Readable> {
    return this.client.getPartialObject(this.address.bucket, checkKey(key), from, to === undefined ? 0 : to - from);
  }

  /** The client does not see its stream break, so the break is raced against the upload and ends it. */
  private async upload(key: string, body: Readable, through: PassThrough): Promise<void> {
    const fed = pipeline(body, through);
    await Promise.all([fed, this.client.putObject(this.address.bucket, key, through)]);
  }

  /** The client would take the parts of an upload that was cut short for the beginning of the next. */
  private forgetParts(key: string): Promise<void> {
    return this.client.removeIncompleteUpload(this.address.bucket, key).catch((error) => {
      if (error.code !== 'NoSuchUpload') throw error;
    });
  }

  private explained<T>(work: () => Promise<T>): Promise<T> {
    return work().catch((error) => {
      throw translateS3(this.id, error);
    });
  }
}
