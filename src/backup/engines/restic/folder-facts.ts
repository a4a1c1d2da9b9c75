import { hash } from 'node:crypto';
import type { Facts } from '../../manifest.js';
import { type Entry, entriesOf, type Found, type Look } from './folder-entries.js';
import type { FileDigest } from './folder-messages.js';
import { tarEntries } from './tar-entries.js';

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
class FolderSum {
  private readonly parts = new Map<string, { files: number; sum: bigint }>();
  private readonly shape = { files: 0, folders: 0, links: 0, bytes: 0 };

  /** `held` of a file. */
  add(entry: Entry, held?: FileDigest): void {
    const name = partOf(entry);
    const part = this.parts.get(name) ?? { files: 0, sum: 0n };
    if (part.files === 0) this.parts.set(name, part);
    part.sum = (part.sum + digestOf(entry, held)) % WIDTH;
    part.files += Number(entry.kind === 'file');
    this.shape[`${entry.kind}s`]++;
    this.shape.bytes += held?.bytes ?? 0;
  }

  facts(): Facts {
    const tables = [...this.parts].map(([name, { files, sum }]) => ({
      name,
      rows: files,
      digest: sum.toString(16).padStart(64, '0'),
    }));
    return { tables: tables.sort((a, b) => (a.name < b.name ? -1 : 1)), shape: { ...this.shape } };
  }
}

/** Throws where the stream ends too early. */
export async function tarFacts(stream: AsyncIterable<Buffer>): Promise<Facts> {
  const sum = new FolderSum();
  for await (const entry of tarEntries(stream)) sum.add(entry, entry.kind === 'file' ? await entry.digest() : undefined);
  return sum.facts();
}

export async function folderFacts(
  folder: string,
  look?: Look,
  onEntry: (entry: Found) => void = () => undefined,
): Promise<Facts> {
  const sum = new FolderSum();
  for await (const entries of entriesOf(folder, look))
    for (const entry of entries) {
      onEntry(entry);
      sum.add(entry, entry.kind === 'file' ? entry.held() : undefined);
    }
  return sum.facts();
}

function digestOf({ path, kind, mode, target }: Entry, held?: FileDigest): bigint {
  const what = held ? `${held.bytes} ${held.sha256}` : (target ?? '');
  const line = [kind, path, kind === 'link' ? '' : mode.toString(8), what].join('\0');
  return BigInt(`0x${hash('sha256', Buffer.from(line, 'latin1'), 'hex')}`);
}
