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
const PIECE = 256 * 1024;

/**
 * Lets everything pass, but lets nobody behind it see an end before `whole` has agreed to it: what a dump cut short has sent so
 * far must never be taken for a dump. `whole` gets the last bytes and throws what is wrong. What comes in crumbs, as programs
 * write it, goes on in pieces: each costs everybody behind it a turn.
 */
export class EndGate extends Transform {
  bytes = 0;
  private tail: Buffer = Buffer.alloc(0);
  private crumbs: Buffer[] = [];
  private gathered = 0;

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
    this.crumbs.push(chunk);
    this.gathered += chunk.length;
    if (this.gathered >= PIECE) this.pass();
    done();
  }

  override _flush(done: TransformCallback): void {
    this.pass();
    Promise.resolve()
      .then(() => this.whole(this.tail.toString('latin1')))
      .then(() => done(), done);
  }

  private pass(): void {
    const [first, ...others] = this.crumbs;
    if (first) this.push(others.length > 0 ? Buffer.concat(this.crumbs) : first);
    this.crumbs = [];
    this.gathered = 0;
  }
}
