import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** Counts and hashes what passes. */
export class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');
  private digest?: string;

  constructor() {
    super({ highWaterMark: 1024 * 1024 });
  }

  get sha256(): string {
    this.digest ??= this.hash.digest('hex');
    return this.digest;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }
}

const TAIL = 4_096;

/**
 * Lets everything pass, but lets nobody behind it see an end before `whole` has agreed to it: what a dump cut short has sent so
 * far must never be taken for a dump. `whole` gets the last bytes and throws what is wrong.
 */
export class EndGate extends Transform {
  bytes = 0;
  private tail: Buffer = Buffer.alloc(0);

  constructor(
    private readonly whole: (tail: string) => Promise<void> | void,
    private readonly onBytes: (bytes: number) => void = () => undefined,
  ) {
    super({ highWaterMark: 1024 * 1024 });
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.onBytes(this.bytes);
    this.tail = chunk.length >= TAIL ? chunk.subarray(-TAIL) : Buffer.concat([this.tail, chunk]).subarray(-TAIL);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    Promise.resolve()
      .then(() => this.whole(this.tail.toString('latin1')))
      .then(() => done(), done);
  }
}
