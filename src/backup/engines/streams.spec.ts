import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { Meter, PieceGate } from './streams.js';

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
