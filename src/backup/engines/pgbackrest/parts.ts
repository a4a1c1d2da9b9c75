import { createHash } from 'node:crypto';
import { errors } from '../../errors.js';
import type { Vault } from '../../vaults/vault.js';

/** A stretch of a file in the vault for which pgBackRest wrote down a SHA-1. */
export interface Part {
  file: string;
  at: number;
  /** All of the file when not given. */
  bytes?: number;
  sha1: string;
}

/** Of the files that this backup itself brought; the others are those of the backups that it stands on. */
export function partsIn(manifest: string): Part[] {
  const section = /\[target:file\]\n([\s\S]*?)(\n\n|$)/.exec(manifest)?.[1] ?? '';
  const compression = /option-compress-type="(\w+)"/.exec(manifest)?.[1] ?? 'none';
  const extension = compression === 'none' ? '' : `.${compression}`;
  return section.split('\n').flatMap((line) => {
    const split = line.indexOf('={');
    const is = JSON.parse(line.slice(split + 1)) as Record<string, unknown>;
    if (is.reference !== undefined || typeof is.rck !== 'string') return [];
    if (is.bni === undefined) return [{ file: `${line.slice(0, split)}${extension}`, at: 0, sha1: is.rck }];
    return [{ file: `bundle/${is.bni}`, at: Number(is.bno ?? 0), bytes: Number(is['repo-size']), sha1: is.rck }];
  });
}

/** Throws `damaged` unless what lies in the vault is what pgBackRest meant to write. Each file is read once. */
export async function checkParts(vault: Vault, folder: string, parts: readonly Part[]): Promise<void> {
  for (const [file, some] of Map.groupBy(parts, (part) => part.file)) {
    const key = `${folder}/${file}`;
    const ordered = some.toSorted((a, b) => a.at - b.at);
    const found = await digests(vault, key, ordered);
    const wrong = ordered.findIndex(({ sha1 }, index) => sha1 !== found[index]);
    if (wrong >= 0)
      throw errors.damaged({
        vault: vault.id,
        detail: `${key} (${ordered[wrong]?.at}): ${found[wrong]} ≠ ${ordered[wrong]?.sha1}`,
      });
  }
}

/** Of the stretches, which follow each other and may leave something out. */
async function digests(vault: Vault, key: string, parts: readonly Part[]): Promise<string[]> {
  const hashes = parts.map(() => createHash('sha1'));
  let at = 0;
  let current = 0;
  for await (const chunk of await vault.get(key)) {
    const end = at + (chunk as Buffer).length;
    for (let index = current; index < parts.length && (parts[index] as Part).at < end; index++) {
      const part = parts[index] as Part;
      const until = part.at + (part.bytes ?? Number.POSITIVE_INFINITY);
      hashes[index]?.update((chunk as Buffer).subarray(Math.max(0, part.at - at), Math.max(0, Math.min(end, until) - at)));
      if (until <= end) current = index + 1;
    }
    at = end;
  }
  return hashes.map((hash) => hash.digest('hex'));
}
