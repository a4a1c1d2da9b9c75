import { opendir } from 'node:fs/promises';
import type { Failure, FileDigest, FileRead, Seen } from './folder-messages.js';
import { asError, type FolderThread, withFolderThread } from './folder-thread.js';

/** One thing in a folder. Pipes, sockets and devices are none: they hold nothing to bring back. */
export interface Entry extends Pick<Seen, 'kind' | 'mode' | 'target' | 'signs'> {
  /** Relative to the folder, each byte as one character: names of files need not be UTF-8. */
  path: string;
  /** Milliseconds; where it is a real one. */
  changedAt?: number;
  /** Of what a file holds; ask before you ask for the next entry. */
  digest(): Promise<FileDigest>;
}

export type Signed = Pick<Entry, 'path' | 'signs'>;

export interface Knowing {
  /** Which of these files of one folder must be read. */
  lacking<F extends Signed>(files: F[]): Promise<F[]>;
}

export interface Look {
  /** What is left out, by its path. */
  isExcluded?: (path: string) => boolean;
  /** What need not be read; without, every file is. */
  known?: Knowing;
}

const AT_ONCE = 256;

/** Everything below a folder, what stands in one folder together; what vanishes meanwhile is passed over. */
export function entriesOf(folder: string, { isExcluded = () => false, known }: Look = {}): AsyncGenerator<Entry> {
  const root = `${Buffer.from(folder).toString('latin1')}/`;
  return withFolderThread((thread) =>
    below('', async function* (prefix) {
      for await (const names of namesIn(root + prefix)) {
        const paths = names.map((name) => prefix + name).filter((path) => !isExcluded(path));
        yield* await looked(thread, root, paths, known);
      }
    }),
  );
}

/** Files are read all at once as far as they must be: a thread that is asked for each of them is woken more than it reads. */
async function looked(thread: FolderThread, root: string, paths: string[], known?: Knowing): Promise<Entry[]> {
  const seen = await thread.look(paths.map((path) => root + path));
  const there = paths.flatMap((path, at) => (seen[at] ? [{ path, ...seen[at] }] : []));
  const files = there.filter(({ kind }) => kind === 'file');
  const wanted = (known ? await known.lacking(files) : files).map(({ path }) => path);
  const read = await thread.read(wanted.map((path) => root + path));
  const answers = new Map(wanted.map((path, at) => [path, read[at]]));
  return there.map((one) => ({ ...one, ...digested(answers.get(one.path)) }));
}

/** What could not be read throws once it is asked for. */
function digested(read?: FileRead | Failure): Pick<Entry, 'digest'> & Partial<Entry> {
  if (read && 'sha256' in read) return { changedAt: read.changedAt, signs: read.signs, digest: async () => read };
  const failure = read ?? { message: 'what is known was not read' };
  return { digest: () => Promise.reject(asError(failure)) };
}

async function* below(prefix: string, entriesIn: (folder: string) => AsyncIterable<Entry>): AsyncGenerator<Entry> {
  const folders: string[] = [];
  for await (const entry of entriesIn(prefix)) {
    yield entry;
    if (entry.kind === 'folder') folders.push(entry.path);
  }
  for (const path of folders) yield* below(`${path}/`, entriesIn);
}

async function* namesIn(folder: string): AsyncGenerator<string[]> {
  let names: string[] = [];
  for await (const { name } of await opendir(Buffer.from(folder, 'latin1'), { encoding: 'latin1', bufferSize: AT_ONCE })) {
    names.push(name);
    if (names.length < AT_ONCE) continue;
    yield names;
    names = [];
  }
  if (names.length > 0) yield names;
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
