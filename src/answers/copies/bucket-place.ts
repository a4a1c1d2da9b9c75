import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { away, type CopyFile, type CopyPlace, forEach } from './copy-place.js';

export interface BucketAddress {
  endpoint: string;
  region: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
/** Seconds: a copy names the moment at which it was made. */
const KEEP = 'public, max-age=60, stale-if-error=604800';

/** A bucket of any store that speaks S3; the store itself, or a web server in front of it, serves the files. */
export class BucketPlace implements CopyPlace {
  readonly name: string;
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ endpoint, region, bucket, accessKey, secretKey }: BucketAddress) {
    this.bucket = bucket;
    this.name = `${endpoint.replace(/\/$/, '')}/${bucket}`;
    this.client = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      // By default the client sends a checksum in a way that stores other than AWS refuse.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  write(files: CopyFile[]): Promise<void> {
    return this.named(() =>
      forEach(files, ({ path: key, text }) =>
        this.client.send(
          new PutObjectCommand({
            Bucket: this.bucket,
            Key: key,
            Body: Buffer.from(text),
            ContentType: TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
            CacheControl: KEEP,
          }),
        ),
      ),
    );
  }

  read(key: string): Promise<string | undefined> {
    return this.named(async () => {
      const get = this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      const found = await get.catch((error) => {
        if (error.name === 'NoSuchKey') return undefined;
        throw error;
      });
      return found?.Body?.transformToString();
    });
  }

  remove(keys: string[]): Promise<void> {
    return this.named(() => forEach(keys, (key) => this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }))));
  }

  private async named<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      throw away(this.name, error);
    }
  }
}
