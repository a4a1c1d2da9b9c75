import { createCipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Opened } from '../../src/backup/engines/restic/program.js';

const CHEAP = { N: 2 ** 4, r: 8, p: 1 };
const LARGEST = 2 ** 30;
const BLOCK = 16;

interface KeyFile {
  N: number;
  r: number;
  p: number;
  salt: string;
  data: string;
}

/**
 * To guess the password of a repository is cheap afterwards: restic stretches it at each call, half a second long, and a contract
 * calls it some hundred times. The master key, which this seals anew, and so the repository stay as they are.
 */
export async function cheapKey({ vault, path, password }: Opened): Promise<void> {
  const keys: string[] = [];
  for await (const { key } of vault.list(`${path}/keys/`)) keys.push(key);
  expect(keys).toHaveLength(1);
  const before = JSON.parse((await buffer(await vault.get(keys[0] as string))).toString()) as KeyFile;
  const master = opened(Buffer.from(before.data, 'base64'), stretched(password, before));
  const salt = randomBytes(64).toString('base64');
  const data = sealed(master, stretched(password, { ...CHEAP, salt })).toString('base64');
  const after = Buffer.from(JSON.stringify({ ...before, ...CHEAP, salt, data }));
  await vault.put(`${path}/keys/${createHash('sha256').update(after).digest('hex')}`, Readable.from([after]));
  await vault.remove(keys[0] as string);
}

interface UserKey {
  encryption: Buffer;
  mac: Buffer;
  r: Buffer;
}

function stretched(password: string, { N, r, p, salt }: Omit<KeyFile, 'data'>): UserKey {
  const bytes = scryptSync(password, Buffer.from(salt, 'base64'), 64, { N, r, p, maxmem: LARGEST });
  return { encryption: bytes.subarray(0, 32), mac: bytes.subarray(32, 48), r: bytes.subarray(48) };
}

function opened(bytes: Buffer, key: UserKey): Buffer {
  return counted(bytes.subarray(BLOCK, -BLOCK), bytes.subarray(0, BLOCK), key);
}

/** As restic does: AES-256 in counter mode, then Poly1305-AES over what came out. */
function sealed(text: Buffer, key: UserKey): Buffer {
  const nonce = randomBytes(BLOCK);
  const secret = counted(text, nonce, key);
  return Buffer.concat([nonce, secret, poly1305(secret, key, nonce)]);
}

function counted(text: Buffer, nonce: Buffer, { encryption }: UserKey): Buffer {
  return createCipheriv('aes-256-ctr', encryption, nonce).update(text);
}

const PRIME = 2n ** 130n - 5n;
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn;

function poly1305(text: Buffer, { mac, r }: UserKey, nonce: Buffer): Buffer {
  const factor = number(r) & CLAMP;
  let sum = 0n;
  for (let at = 0; at < text.length; at += BLOCK)
    sum = ((sum + number(Buffer.concat([text.subarray(at, at + BLOCK), Buffer.from([1])]))) * factor) % PRIME;
  const pad = createCipheriv('aes-128-ecb', mac, null).update(nonce);
  const tag = (sum + number(pad)) & (2n ** 128n - 1n);
  return Buffer.from(tag.toString(16).padStart(32, '0'), 'hex').reverse();
}

/** Of bytes of which the last one counts most. */
function number(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
