import { Readable } from 'node:stream';
import { errors } from '../errors.js';
import type { Vault } from './vault.js';

/** A catalogue of 100,000 points is 50 MB; what is larger would only fill the memory. */
const LARGEST = 64 * 1024 * 1024;

/** Throws `damaged` for what is larger than any text of ours. */
export async function readText(vault: Vault, key: string): Promise<string> {
  return (await readBytes(vault, key)).toString('utf8');
}

/** Throws `damaged` for what is larger than `largest`, in bytes: whoever can write into a vault must not fill our memory. */
export async function readBytes(vault: Vault, key: string, largest = LARGEST): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of await vault.get(key)) {
    bytes += chunk.length;
    if (bytes > largest) throw errors.damaged({ vault: vault.id, detail: `${key}: > ${largest}` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export async function writeText(vault: Vault, key: string, content: string): Promise<void> {
  await vault.put(key, Readable.from([Buffer.from(content)]));
}
