import { createHash } from 'node:crypto';
import type { Facts } from '../../manifest.js';
import type { FolderDigests } from './folder-digests.js';
import type { Entry } from './folder-entries.js';

/** What stands in the folder itself and in none of its folders. */
export const LOOSE = '.';

const WIDTH = 1n << 256n;

/** The part of the facts that an entry belongs to. */
export function partOf({ path, kind }: Pick<Entry, 'path' | 'kind'>): string {
  const end = path.indexOf('/');
  if (end < 0 && kind !== 'folder') return LOOSE;
  return Buffer.from(end < 0 ? path : path.slice(0, end), 'latin1').toString();
}

/**
 * Facts of a folder: one row of facts for each folder in it, with the number of files and a digest over the paths, kinds, modes,
 * sizes and contents of all that is below. Digests of entries are summed, so that their order does not matter and memory does
 * not grow with their number. Times and owners are not in it: a restore by another user must be able to be the same.
 */
export async function folderFacts(
  entries: AsyncIterable<Entry>,
  onEntry: (entry: Entry) => void = () => undefined,
  known?: FolderDigests,
): Promise<Facts> {
  const parts = new Map<string, { files: number; sum: bigint }>();
  const shape = { files: 0, folders: 0, links: 0, bytes: 0 };
  for await (const entry of entries) {
    onEntry(entry);
    const { digest, bytes } = await digestOf(entry, known);
    const name = partOf(entry);
    const part = parts.get(name) ?? { files: 0, sum: 0n };
    parts.set(name, { files: part.files + Number(entry.kind === 'file'), sum: (part.sum + digest) % WIDTH });
    shape[`${entry.kind}s`]++;
    shape.bytes += bytes;
  }
  const tables = [...parts].map(([name, { files, sum }]) => ({ name, rows: files, digest: sum.toString(16).padStart(64, '0') }));
  return { tables: tables.sort((a, b) => (a.name < b.name ? -1 : 1)), shape };
}

async function digestOf(entry: Entry, known?: FolderDigests): Promise<{ digest: bigint; bytes: number }> {
  const { path, kind, mode, target } = entry;
  const held = kind === 'file' ? await (known?.of(entry) ?? entry.digest()) : undefined;
  const what = held ? `${held.bytes} ${held.sha256}` : (target ?? '');
  const line = [kind, path, kind === 'link' ? '' : mode.toString(8), what].join('\0');
  return { digest: BigInt(`0x${createHash('sha256').update(line, 'latin1').digest('hex')}`), bytes: held?.bytes ?? 0 };
}
