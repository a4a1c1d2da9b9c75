import type { Failure, FileDigest, FileRead, Seen } from './folder-messages.js';
import { asError, type FolderThread, withFolderThread } from './folder-thread.js';

/** One thing in a folder. Pipes, sockets and devices are none: they hold nothing to bring back. */
export interface Entry extends Pick<Seen, 'kind' | 'mode' | 'target'> {
  /** Relative to the folder, each byte as one character: names of files need not be UTF-8. */
  path: string;
}

export interface Found extends Entry, Pick<Seen, 'changedAt' | 'signs'> {}

export interface FolderEntry extends Found {
  /** Of a file; throws where it could not be read. */
  held(): FileDigest;
}

export interface Knowing {
  /** Which of these files of one folder must be read. */
  lacking(files: Found[]): Promise<Found[]>;
  /** What one of them holds: as it was read just now, else as it is known. */
  of(file: Found, read?: FileDigest): FileDigest;
}

export interface Look {
  /** What is left out, by its path. */
  isExcluded?: (path: string) => boolean;
  /** What need not be read; without, every file is. */
  known?: Knowing;
}

/** Everything below a folder, what stands in one folder together; what vanishes meanwhile is passed over. */
export function entriesOf(folder: string, { isExcluded = () => false, known }: Look = {}): AsyncGenerator<FolderEntry[]> {
  const root = `${Buffer.from(folder).toString('latin1')}/`;
  return withFolderThread(async function* (thread) {
    for await (const found of ahead(foundBelow(thread, root, '', isExcluded))) yield read(thread, root, found, known);
  });
}

/** Asks for the next before it gives this one: the thread looks at it while we reckon. */
async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    for (let next = source.next(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      // Thrown when it is its turn.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await source.return(undefined);
  }
}

type IsExcluded = (path: string) => boolean;

async function* foundBelow(thread: FolderThread, root: string, prefix: string, isExcluded: IsExcluded): AsyncGenerator<Found[]> {
  const folders: string[] = [];
  for await (const seen of thread.list(root + prefix)) {
    const all = seen.map(({ name, ...one }) => ({ path: prefix + name, ...one }));
    const found = all.filter(({ path }) => !isExcluded(path));
    folders.push(...found.filter(({ kind }) => kind === 'folder').map(({ path }) => path));
    yield found;
  }
  for (const path of folders) yield* foundBelow(thread, root, `${path}/`, isExcluded);
}

/** Files are read all at once as far as they must be: a thread that is asked for each of them is woken more than it reads. */
async function read(thread: FolderThread, root: string, found: Found[], known?: Knowing): Promise<FolderEntry[]> {
  const files = found.filter(({ kind }) => kind === 'file');
  const wanted = (known ? await known.lacking(files) : files).map(({ path }) => path);
  const answers = wanted.length > 0 ? await thread.read(wanted.map((path) => root + path)) : [];
  const read = new Map(wanted.map((path, at) => [path, answers[at]]));
  return found.map((one) => entryOf(one, read.get(one.path), known));
}

function entryOf(found: Found, answer?: FileRead | Failure, known?: Knowing): FolderEntry {
  if (!answer) return { ...found, held: () => known!.of(found) };
  if (!('sha256' in answer)) return { ...found, held: () => raise(asError(answer)) };
  const now = { ...found, changedAt: answer.changedAt, signs: answer.signs };
  return { ...now, held: () => known?.of(now, answer) ?? answer };
}

function raise(error: Error): never {
  throw error;
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
