import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { EndGate, Meter, PieceGate, release, Unparted } from './streams.js';

const PIECE = 8;

describe('pieces of a stream', () => {
  const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
  const steps = fc.integer({ min: 1, max: 20 });

  it('pass as they were measured, in whatever chunks they come', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, steps, steps, async (content, written, read) => {
        const pieces = await measured(content, written);
        expect(await passed(content, read, pieces)).toEqual(content);
      }),
    );
  });

  it('let nothing pass from where they are not what was measured, nor any that came after', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, bytes, steps, async (content, other, step) => {
        fc.pre(!content.equals(other));
        const pieces = await measured(content, step);
        const seen: Buffer[] = [];
        const gate = new PieceGate(pieces, () => new Error('other'), PIECE).on('data', (chunk) => seen.push(chunk));
        await expect(pipeline(chunks(other, step), gate)).rejects.toThrow('other');
        const got = Buffer.concat(seen);
        expect(content.subarray(0, got.length)).toEqual(got);
      }),
    );
  });
});

describe('memory that is given back', () => {
  const KIB = 1024;
  const lengths = fc.array(fc.integer({ min: 1, max: 300 * KIB }), { maxLength: 12 });

  it('is only that of a chunk that is all of it', () => {
    const [whole, shared] = [Buffer.allocUnsafeSlow(64 * KIB), Buffer.allocUnsafeSlow(64 * KIB)];
    for (const chunk of [whole, shared.subarray(1), Buffer.from('short')]) release(chunk);
    expect([whole.byteLength, shared.byteLength]).toEqual([0, 64 * KIB]);
  });

  it('was read before: a gate hands on every byte', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, async (all) => {
        const chunks = all.map(filled);
        const expected = Buffer.concat(chunks);
        let tail = '';
        const gate = new EndGate((end) => {
          tail = end;
        });
        const handedOn = await buffer(Readable.from(chunks, { objectMode: false }).pipe(gate));
        expect(handedOn.equals(expected)).toBe(true);
        expect(expected.toString('latin1').endsWith(tail)).toBe(true);
        expect(tail.length).toBeGreaterThanOrEqual(Math.min(expected.length, 4 * KIB));
      }),
      { numRuns: 30 },
    );
  });

  it('was read before, part by part', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, async (all) => {
        const memory = filled(all.reduce((sum, length) => sum + length, 0));
        const expected = Buffer.from(memory);
        const parts = all.map((length, index) => {
          const at = all.slice(0, index).reduce((sum, before) => sum + before, 0);
          return memory.subarray(at, at + length);
        });
        const handedOn = await buffer(Readable.from(parts, { objectMode: false }).pipe(new Unparted()));
        expect(handedOn.equals(expected)).toBe(true);
        expect(memory.byteLength).toBe(expected.length > 8 * KIB ? 0 : expected.length);
      }),
      { numRuns: 30 },
    );
  });
});

function filled(length: number): Buffer {
  const memory = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length; at++) memory[at] = (at * 31 + length) & 0xff;
  return memory;
}

async function measured(content: Buffer, step: number): Promise<string[]> {
  const meter = new Meter(PIECE);
  await pipeline(chunks(content, step), meter.resume());
  return meter.pieces;
}

function passed(content: Buffer, step: number, pieces: string[]): Promise<Buffer> {
  return buffer(chunks(content, step).pipe(new PieceGate(pieces, () => new Error('other'), PIECE)));
}

function chunks(content: Buffer, step: number): Readable {
  const at = Array.from({ length: Math.ceil(content.length / step) }, (_, index) => index * step);
  return Readable.from(
    at.map((from) => content.subarray(from, from + step)),
    { objectMode: false },
  );
}
