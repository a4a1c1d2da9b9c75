import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errors } from '../../errors.js';
import type { StoredObject, Vault } from '../../vaults/vault.js';
import { carry } from '../carry.js';
import { asDamage } from '../sealing.js';
import { Meter } from '../streams.js';

/** One file of a backup; its key is relative to the vault. */
export interface Listed {
  key: string;
  bytes: number;
  sha256: string;
}

/** In the form that `sha256sum -c` reads, from the vault's own folder. */
export function listText(files: readonly Listed[]): string {
  return files.map(({ key, bytes, sha256 }) => `${sha256}  ${key}\n# ${bytes}\n`).join('');
}

export function readList(text: string): Listed[] {
  return [...text.matchAll(/^([0-9a-f]{64}) {2}(\S+)\n# (\d+)$/gm)].map(([, sha256, key, bytes]) => ({
    key: key as string,
    bytes: Number(bytes),
    sha256: sha256 as string,
  }));
}

/** Reads every byte of these files. */
export async function listed(vault: Vault, objects: readonly StoredObject[]): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const { key } of objects) found.push({ key, ...(await measured(vault, key)) });
  return found;
}

/** Throws `damaged` at the first file that is not what was listed, `no-such-object` at one that is gone. */
export async function checkList(vault: Vault, files: readonly Listed[]): Promise<void> {
  for (const file of files) {
    const found = await measured(vault, file.key);
    if (found.sha256 !== file.sha256)
      throw errors.damaged({ vault: vault.id, detail: `${file.key}: ${found.sha256} ≠ ${file.sha256}` });
  }
}

/** What is not there yet; what arrives is measured on its way, so that a copy of damage is never kept. */
export async function carryList(from: Vault, to: Vault, files: readonly Listed[]): Promise<void> {
  for (const { key, bytes, sha256 } of files) {
    if ((await to.head(key))?.bytes === bytes) continue;
    const meter = await carry(key, from, to);
    if (meter.sha256 === sha256) continue;
    await to.remove(key);
    throw errors.damaged({ vault: from.id, detail: `${key}: ${meter.sha256} ≠ ${sha256}` });
  }
}

async function measured(vault: Vault, key: string): Promise<{ bytes: number; sha256: string }> {
  const meter = new Meter();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(await vault.get(key), meter, nowhere).catch((error) => {
    throw asDamage(error);
  });
  return { bytes: meter.bytes, sha256: meter.sha256 };
}
