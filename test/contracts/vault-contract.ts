import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Vault } from '../../src/backup/vaults/vault.js';

const MIB = 1024 * 1024;

/** What every vault promises. `open` gives a vault that nobody has used; `absent` one whose folder or bucket does not exist. */
export function vaultContract(name: string, open: () => Promise<Vault>, absent: () => Promise<Vault>): void {
  describe(`the vault contract: ${name}`, () => {
    let vault: Vault;
    beforeAll(async () => {
      vault = await open();
      await vault.prepare();
    });
    const read = async (key: string) => buffer(await vault.get(key));
    const keys = async (prefix: string) => (await all(vault, prefix)).sort();

    it('gives back what was put', async () => {
      const body = randomBytes(100_000);
      await expect(vault.put('a/small.bin', Readable.from([body]))).resolves.toEqual({ bytes: body.length });
      expect((await read('a/small.bin')).equals(body)).toBe(true);
      await expect(vault.head('a/small.bin')).resolves.toEqual({ key: 'a/small.bin', bytes: body.length });
    });

    it('stores a stream of unknown length in several parts, whole', async () => {
      const sent = createHash('sha256');
      const stored = await vault.put('a/large.bin', Readable.from(pieces(37, sent)));
      expect(stored).toEqual({ bytes: 37 * MIB + 7 });
      const got = createHash('sha256');
      for await (const chunk of await vault.get('a/large.bin')) got.update(chunk);
      expect(got.digest('hex')).toBe(sent.digest('hex'));
    });

    it('gives back some bytes of an object, also across its parts', async () => {
      const body = randomBytes(100_000);
      await vault.put('a/ranged.bin', Readable.from([body]));
      const some = async (from: number, to?: number) => buffer(await vault.get('a/ranged.bin', { from, to }));
      expect((await some(10, 20)).equals(body.subarray(10, 20))).toBe(true);
      expect((await some(99_990)).equals(body.subarray(99_990))).toBe(true);
      expect((await some(0, 1)).equals(body.subarray(0, 1))).toBe(true);
      await expect(buffer(await vault.get('a/large.bin', { from: 16 * MIB - 3, to: 16 * MIB + 3 }))).resolves.toHaveLength(6);
    });

    it('replaces what was there', async () => {
      await vault.put('a/twice.txt', Readable.from([Buffer.from('first, and longer')]));
      await vault.put('a/twice.txt', Readable.from([Buffer.from('second')]));
      expect((await read('a/twice.txt')).toString()).toBe('second');
    });

    it.each([0, 20])('stores nothing when the stream breaks after %i MiB, and leaves the earlier object', async (whole) => {
      const key = `b/broken-${whole}.bin`;
      await expect(vault.put(key, Readable.from(breaking(whole)))).rejects.toThrow('the dump broke');
      await expect(vault.head(key)).resolves.toBeUndefined();
      expect(await keys('b/')).toEqual([]);
      await vault.put(key, Readable.from([Buffer.from('whole')]));
      await expect(vault.put(key, Readable.from(breaking(whole)))).rejects.toThrow('the dump broke');
      expect((await read(key)).toString()).toBe('whole');
      await vault.remove(key);
    });

    it('lists by prefix, removes, and does not mind removing twice', async () => {
      for (const key of ['c/1', 'c/2', 'd/1']) await vault.put(key, Readable.from([Buffer.from(key)]));
      expect(await keys('c/')).toEqual(['c/1', 'c/2']);
      await vault.remove('c/1');
      await vault.remove('c/1');
      expect(await keys('c/')).toEqual(['c/2']);
      await expect(vault.head('c/1')).resolves.toBeUndefined();
    });

    it('says that an object is not there', async () => {
      await expect(vault.get('e/none')).rejects.toMatchObject({ code: 'backup.no-such-object' });
    });

    it('refuses keys that leave the vault', async () => {
      for (const key of ['../out', '/etc/passwd', 'a/../b', '', '.a'])
        await expect(async () => vault.head(key)).rejects.toThrow('not a vault key');
    });

    it('says that it vanished, and does not come back by itself', async () => {
      const gone = await absent();
      const vanished = { code: 'backup.vault-vanished' };
      await expect(gone.put('a/x', Readable.from([Buffer.from('x')]))).rejects.toMatchObject(vanished);
      await expect(gone.get('a/x')).rejects.toMatchObject(vanished);
      await expect(gone.head('a/x')).rejects.toMatchObject(vanished);
      await expect(all(gone, '')).rejects.toMatchObject(vanished);
    });
  });
}

async function all(vault: Vault, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of vault.list(prefix)) keys.push(key);
  return keys;
}

function* pieces(mebibytes: number, hash: ReturnType<typeof createHash>): Generator<Buffer> {
  for (let i = 0; i <= mebibytes; i++) {
    const chunk = randomBytes(i === mebibytes ? 7 : MIB);
    hash.update(chunk);
    yield chunk;
  }
}

async function* breaking(mebibytes: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < mebibytes; i++) yield randomBytes(MIB);
  yield Buffer.from('the beginning');
  throw new Error('the dump broke');
}
