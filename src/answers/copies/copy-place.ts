import { errors } from '../errors.js';

/** A file as it stands outside this server. */
export interface CopyFile {
  /** Relative, with slashes: `layanan/pkb-tahunan/35.06.03/index.html`. */
  path: string;
  text: string;
}

/** Where public copies lie, beyond the reach of what befalls this server. */
export interface CopyPlace {
  /** For people: the folder, or the bucket at its endpoint. */
  readonly name: string;
  /** Replaces each file whole: a reader sees the old one or the new one. Throws `answers.copies-away` when the place cannot be written. */
  write(files: CopyFile[]): Promise<void>;
  /** Undefined where there is none. Throws `answers.copies-away`. */
  read(path: string): Promise<string | undefined>;
  /** Those that are not there are passed over. Throws `answers.copies-away`. */
  remove(paths: string[]): Promise<void>;
}

export function away(place: string, error: unknown): Error {
  return errors.copiesAway({ place, detail: (error as Error).message || (error as Error).name });
}

const AT_ONCE = 8;

/** Does `work` for each, a few at a time. */
export async function forEach<T>(all: T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
