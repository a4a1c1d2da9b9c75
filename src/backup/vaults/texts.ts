import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Vault } from './vault.js';

export async function readText(vault: Vault, key: string): Promise<string> {
  return text(await vault.get(key));
}

export async function writeText(vault: Vault, key: string, content: string): Promise<void> {
  await vault.put(key, Readable.from([Buffer.from(content)]));
}
