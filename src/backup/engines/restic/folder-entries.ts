import { createReadStream } from 'node:fs';
import { lstat, opendir, readlink } from 'node:fs/promises';

/** One thing in a folder. Pipes, sockets and devices are none: they hold nothing to bring back. */
export interface Entry {
  /** Relative to the folder, each byte as one character: names of files need not be UTF-8. */
  path: string;
  kind: 'file' | 'folder' | 'link';
  mode: number;
  /** Where a link leads. */
  target?: string;
  /** Milliseconds; where it is a real one. */
  changedAt?: number;
  content(): AsyncIterable<Buffer>;
}

export interface Look {
  /** What is left out, by its path. */
  isExcluded?: (path: string) => boolean;
}

const BESIDES = Buffer.from('/');
const CHUNK = 1024 * 1024;

/** Everything below a folder, in no promised order; what vanishes meanwhile is passed over. */
export async function* entriesOf(folder: string, { isExcluded = () => false }: Look = {}): AsyncGenerator<Entry> {
  yield* below(Buffer.from(folder), '', isExcluded);
}

async function* below(folder: Buffer, prefix: string, isExcluded: (path: string) => boolean): AsyncGenerator<Entry> {
  for await (const { name } of await opendir(folder, { encoding: 'latin1', bufferSize: 256 })) {
    const path = prefix + name;
    if (isExcluded(path)) continue;
    const at = Buffer.concat([folder, BESIDES, Buffer.from(name, 'latin1')]);
    const entry = await entryAt(at, path).catch(unlessGone);
    if (entry) yield entry;
    if (entry?.kind === 'folder') yield* below(at, `${path}/`, isExcluded);
  }
}

async function entryAt(at: Buffer, path: string): Promise<Entry | undefined> {
  const found = await lstat(at);
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : undefined;
  if (!kind) return undefined;
  const target = kind === 'link' ? await readlink(at, { encoding: 'latin1' }) : undefined;
  const content = () => createReadStream(at, { highWaterMark: CHUNK });
  return { path, kind, mode: found.mode & 0o7777, target, changedAt: found.ctimeMs, content };
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** As restic leaves out: each pattern is the last parts of a path, with `*` and `?` inside a part. */
export function excluder(patterns: readonly string[]): (path: string) => boolean {
  const wanted = patterns.map((pattern) => pattern.split('/').map(partPattern));
  return (path) => {
    const parts = Buffer.from(path, 'latin1').toString().split('/');
    return wanted.some((tests) => {
      const last = parts.slice(-tests.length);
      return last.length === tests.length && tests.every((test, at) => test.test(last[at] as string));
    });
  };
}

function partPattern(part: string): RegExp {
  const escaped = part.replace(/[.+^$()|[\]{}\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
}
