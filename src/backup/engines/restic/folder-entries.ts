import { lstat, open, opendir, readlink } from 'node:fs/promises';

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
  /** The same as long as nobody has touched a file; where it is a real one. */
  signs?: string;
  /** Each piece stands in the same memory as the one before: use it before you ask for the next. */
  content(): AsyncIterable<Buffer>;
}

export interface Look {
  /** What is left out, by its path. */
  isExcluded?: (path: string) => boolean;
}

const BESIDES = Buffer.from('/');
const CHUNK = 1024 * 1024;

/** Everything below a folder, what stands in one folder together; what vanishes meanwhile is passed over. */
export async function* entriesOf(folder: string, { isExcluded = () => false }: Look = {}): AsyncGenerator<Entry> {
  // One for all files: memory of its own for each of them keeps the collector at work far longer than the reading takes.
  yield* below(Buffer.from(folder), '', isExcluded, Buffer.allocUnsafeSlow(CHUNK));
}

async function* below(
  folder: Buffer,
  prefix: string,
  isExcluded: (path: string) => boolean,
  memory: Buffer,
): AsyncGenerator<Entry> {
  const folders: string[] = [];
  const placeOf = (name: string) => Buffer.concat([folder, BESIDES, Buffer.from(name, 'latin1')]);
  for await (const { name } of await opendir(folder, { encoding: 'latin1', bufferSize: 256 })) {
    const path = prefix + name;
    if (isExcluded(path)) continue;
    const entry = await entryAt(placeOf(name), path, memory).catch(unlessGone);
    if (entry) yield entry;
    if (entry?.kind === 'folder') folders.push(name);
  }
  for (const name of folders) yield* below(placeOf(name), `${prefix}${name}/`, isExcluded, memory);
}

async function entryAt(at: Buffer, path: string, memory: Buffer): Promise<Entry | undefined> {
  const found = await lstat(at);
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : undefined;
  if (!kind) return undefined;
  const target = kind === 'link' ? await readlink(at, { encoding: 'latin1' }) : undefined;
  const { ino, size, mtimeMs, ctimeMs } = found;
  const signs = kind === 'file' ? [ino, size, mtimeMs, ctimeMs].join() : undefined;
  return { path, kind, mode: found.mode & 0o7777, target, changedAt: ctimeMs, signs, content: () => contentOf(at, memory) };
}

async function* contentOf(at: Buffer, memory: Buffer): AsyncGenerator<Buffer> {
  const file = await open(at);
  try {
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, memory.length);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
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
