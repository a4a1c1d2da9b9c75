import { createHash } from 'node:crypto';
import type { Entry } from './folder-entries.js';
import type { FileDigest } from './folder-messages.js';

const BLOCK = 512;
const KINDS: Record<string, Entry['kind']> = { '0': 'file', '\0': 'file', '5': 'folder', '2': 'link' };

interface TarEntry extends Entry {
  /** Of what a file holds; ask before you ask for the next entry. */
  digest(): Promise<FileDigest>;
  content(): AsyncIterable<Buffer>;
}

interface Head {
  path: string;
  target: string;
  size: number;
  mode: number;
  type: string;
}

/**
 * What a tar stream holds (POSIX.1-2001, as restic writes it), one entry after the other, in constant memory. The content of an
 * entry is read before the next one is asked for, or passed over. A stream that ends too early throws.
 */
export async function* tarEntries(stream: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const tape = new Tape(stream);
  let known: Partial<Head> = {};
  for (;;) {
    const block = await tape.exactly(BLOCK);
    if (block.every((byte) => byte === 0)) break;
    const head = { ...headOf(block), ...known };
    if (head.type === 'x') {
      known = extended(await tape.padded(head.size));
      continue;
    }
    known = {};
    const kind = KINDS[head.type];
    const content = tape.content(kind === 'file' ? head.size : 0);
    const path = head.path.replace(/^\/+|\/+$/g, '');
    if (kind && path)
      yield {
        path,
        kind,
        mode: head.mode,
        target: kind === 'link' ? head.target : undefined,
        content: () => content,
        digest: () => digestOf(content),
      };
    for await (const _ of content);
  }
  await tape.drain();
}

async function digestOf(content: AsyncIterable<Buffer>): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function headOf(block: Buffer): Head {
  const text = (from: number, length: number) => block.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  const prefix = text(345, 155);
  return {
    path: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100),
    mode: Number.parseInt(text(100, 8), 8) & 0o7777,
    size: sizeOf(block.subarray(124, 136)),
    type: block.toString('latin1', 156, 157),
    target: text(157, 100),
  };
}

/** In octal digits, or from 8 GiB on in bytes. */
function sizeOf(field: Buffer): number {
  if ((field[0] as number) & 0x80) return field.readUIntBE(6, 6);
  return Number.parseInt(field.toString('latin1').replace(/\0.*$/s, '') || '0', 8);
}

/** Records of the form `<length> <word>=<value>\n`, which go before the head that follows them. */
function extended(records: Buffer): Partial<Head> {
  const known: Partial<Head> = {};
  for (let at = 0; at < records.length; ) {
    const space = records.indexOf(' ', at);
    const length = Number(records.toString('latin1', at, space));
    const [, word, value] = /^([^=]*)=(.*)\n$/s.exec(records.toString('latin1', space + 1, at + length)) ?? [];
    if (!word || value === undefined || !length) throw new Error('a tar record is broken');
    if (word === 'path') known.path = value;
    if (word === 'linkpath') known.target = value;
    if (word === 'size') known.size = Number(value);
    at += length;
  }
  return known;
}

/** Pieces of a stream, in the lengths that are asked for. */
class Tape {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.source = stream[Symbol.asyncIterator]();
  }

  async exactly(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      const piece = await this.upTo(missing);
      pieces.push(piece);
      missing -= piece.length;
    }
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
  }

  async padded(length: number): Promise<Buffer> {
    return (await this.exactly(Math.ceil(length / BLOCK) * BLOCK)).subarray(0, length);
  }

  async *content(size: number): AsyncGenerator<Buffer> {
    for (let missing = size; missing > 0; ) {
      const piece = await this.upTo(missing);
      missing -= piece.length;
      yield piece;
    }
    await this.exactly((BLOCK - (size % BLOCK)) % BLOCK);
  }

  async drain(): Promise<void> {
    while (!(await this.source.next()).done);
  }

  private async upTo(length: number): Promise<Buffer> {
    while (this.rest.length === 0) {
      const { value, done } = await this.source.next();
      if (done) throw new Error('the tar stream ended too early');
      this.rest = value;
    }
    const piece = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(piece.length);
    return piece;
  }
}
