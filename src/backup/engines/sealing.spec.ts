import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { seal, unseal } from './sealing.js';

const MIB = 1024 * 1024;

/** Half of it like rows, so that zstd hands out far more than it is given, and half of it not. */
function content(): Buffer[] {
  const rows = Array.from({ length: 60_000 }, (_, index) => `${index}\tPemilik Contoh ${index % 97}\t35.06.25\n`).join('');
  const all = Buffer.concat([Buffer.from(rows), randomBytes(2 * MIB), Buffer.from(rows)]);
  const chunks = [];
  for (let at = 0, length = 1; at < all.length; at += length, length = (length * 7) % 65_537)
    chunks.push(Buffer.from(all.subarray(at, at + length)));
  return chunks;
}

describe('a sealed stream', () => {
  it('opens to the same bytes', async () => {
    const identity = await generateIdentity();
    const chunks = content();
    const expected = Buffer.concat(chunks);
    const sealed = await seal(Readable.from(chunks, { objectMode: false }), [await identityToRecipient(identity)]);
    const opened = await buffer(await unseal(Readable.from([await buffer(sealed)], { objectMode: false }), identity));
    expect(opened.equals(expected)).toBe(true);
  });

  it('breaks where what it is made of breaks', async () => {
    const identity = await generateIdentity();
    const broken = Readable.from(
      (function* () {
        yield* content();
        throw new Error('cut');
      })(),
      { objectMode: false },
    );
    const sealed = await seal(broken, [await identityToRecipient(identity)]);
    await expect(buffer(sealed)).rejects.toThrow('cut');
  });

  it('tells of damage in the middle', async () => {
    const identity = await generateIdentity();
    const sealed = await buffer(
      await seal(Readable.from(content(), { objectMode: false }), [await identityToRecipient(identity)]),
    );
    const at = Math.floor(sealed.length / 2);
    sealed[at] = (sealed[at] as number) ^ 1;
    await expect(unseal(Readable.from([sealed], { objectMode: false }), identity).then(buffer)).rejects.toThrow();
  });
});
