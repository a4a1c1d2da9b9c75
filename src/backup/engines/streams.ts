import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** In bytes. One is held in memory while it is looked at; of a copy of 1 TB there are 65,000. */
const PIECE = 16 * 1024 * 1024;
const LITTLE = 8 * 1024;

/**
 * Gives the memory of a chunk back that nobody reads any more. It lies outside the heap, and the collector walks all of the heap
 * whenever there is much of it. A part of something larger stays: others may read the rest. So does a little one: it may be a
 * constant of whoever wrote it.
 */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (byteLength > LITTLE && byteLength === buffer.byteLength && 'transfer' in buffer) buffer.transfer(0);
}

/** Cuts what comes into pieces of the same length, the last one shorter; each in the chunks that it came in. */
class Cutter {
  private held: Buffer[] = [];
  private length = 0;

  constructor(private readonly size: number) {}

  *add(chunk: Buffer): Generator<Buffer[]> {
    for (let rest = chunk; rest.length > 0; ) {
      const part = rest.subarray(0, this.size - this.length);
      rest = rest.subarray(part.length);
      this.held.push(part);
      this.length += part.length;
      if (this.length === this.size) yield this.take();
    }
  }

  *end(): Generator<Buffer[]> {
    if (this.length > 0) yield this.take();
  }

  private take(): Buffer[] {
    const piece = this.held;
    this.held = [];
    this.length = 0;
    return piece;
  }
}

/** Counts and hashes what passes, as a whole and piece by piece. */
export class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');
  private digest?: string;
  private piece = createHash('sha256');
  private inPiece = 0;
  private readonly whole: string[] = [];

  constructor(private readonly pieceBytes = PIECE) {
    super({ highWaterMark: 1024 * 1024 });
  }

  /** Hex SHA-256 of each piece; whole once the stream has ended. */
  get pieces(): string[] {
    return this.inPiece > 0 ? [...this.whole, this.piece.copy().digest('hex')] : this.whole;
  }

  get sha256(): string {
    this.digest ??= this.hash.digest('hex');
    return this.digest;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    this.measure(chunk);
    done(null, chunk);
  }

  private measure(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0; ) {
      const part = rest.subarray(0, this.pieceBytes - this.inPiece);
      rest = rest.subarray(part.length);
      this.piece.update(part);
      this.inPiece += part.length;
      if (this.inPiece < this.pieceBytes) continue;
      this.whole.push(this.piece.digest('hex'));
      this.piece = createHash('sha256');
      this.inPiece = 0;
    }
  }
}

/**
 * Lets a piece pass only once it is known to be the one that was stored: whoever can write into a vault and knows to whom copies are
 * sealed must not be able to give orders to a database, or to its client.
 */
export class PieceGate extends Transform {
  private readonly cutter: Cutter;
  private next = 0;

  constructor(
    private readonly pieces: readonly string[],
    private readonly wrong: (detail: string) => Error,
    pieceBytes = PIECE,
  ) {
    super({ highWaterMark: 1024 * 1024 });
    this.cutter = new Cutter(pieceBytes);
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    done(this.pass(this.cutter.add(chunk)));
  }

  override _flush(done: TransformCallback): void {
    const wrong = this.pass(this.cutter.end());
    done(wrong ?? (this.next < this.pieces.length ? this.wrong(`${this.next} < ${this.pieces.length}`) : null));
  }

  private pass(pieces: Iterable<Buffer[]>): Error | null {
    for (const piece of pieces) {
      const hash = createHash('sha256');
      for (const chunk of piece) hash.update(chunk);
      const [expected, found] = [this.pieces[this.next++], hash.digest('hex')];
      if (found !== expected) return this.wrong(`${found} ≠ ${expected}`);
      for (const chunk of piece) this.push(chunk);
    }
    return null;
  }
}

const TAIL = 4_096;
const HANDED_ON = 256 * 1024;

/**
 * Lets everything pass, but lets nobody behind it see an end before `whole` has agreed to it: what a dump cut short has sent so
 * far must never be taken for a dump. `whole` gets the last bytes and throws what is wrong. What comes in crumbs, as programs
 * write it, goes on in pieces, each of which costs everybody behind it a turn, and is given back: nobody else may use it later.
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
    this.crumbs.push(chunk);
    this.gathered += chunk.length;
    if (this.gathered >= HANDED_ON) this.pass();
    done();
  }

  override _flush(done: TransformCallback): void {
    this.pass();
    Promise.resolve()
      .then(() => this.whole(this.tail.toString('latin1')))
      .then(() => done(), done);
  }

  private pass(): void {
    if (this.crumbs.length === 0) return;
    const isOne = this.crumbs.length === 1;
    const piece = isOne ? (this.crumbs[0] as Buffer) : Buffer.concat(this.crumbs);
    if (!isOne) this.crumbs.forEach(release);
    this.tail = Buffer.concat([this.tail, piece.subarray(-TAIL)]).subarray(-TAIL);
    this.push(piece);
    this.crumbs = [];
    this.gathered = 0;
  }
}

const WHOLE = 256 * 1024;

/** Hands on in memory of its own what zlib writes part by part into one memory, which is given back with its last part. */
export class Unparted extends Transform {
  private memory = Buffer.allocUnsafeSlow(WHOLE);
  private filled = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    for (let at = 0; at < chunk.length; ) {
      const copied = chunk.copy(this.memory, this.filled, at);
      at += copied;
      this.filled += copied;
      if (this.filled === WHOLE) this.handOn();
    }
    const isLastPart = chunk.byteOffset + chunk.byteLength === chunk.buffer.byteLength;
    if (isLastPart) release(new Uint8Array(chunk.buffer));
    done();
  }

  override _flush(done: TransformCallback): void {
    this.handOn();
    done();
  }

  private handOn(): void {
    if (this.filled > 0) this.push(this.memory.subarray(0, this.filled));
    this.memory = Buffer.allocUnsafeSlow(WHOLE);
    this.filled = 0;
  }
}
