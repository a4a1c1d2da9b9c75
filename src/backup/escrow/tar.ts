import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { tarEntries } from '../engines/restic/tar-entries.js';

const BLOCK = 512;

export interface TarFile {
  name: string;
  body: Buffer;
}

/** The files as an archive that any `tar x` opens; the same files give the same bytes. Names of at most 100 letters. */
export function tar(files: readonly TarFile[]): Buffer {
  const parts = files.flatMap(({ name, body }) => [header(name, body.length), body, Buffer.alloc(-body.length & (BLOCK - 1))]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** Throws for what `tar` did not write. */
export async function untar(archive: Buffer): Promise<TarFile[]> {
  const files: TarFile[] = [];
  for await (const { path: name, kind, content } of tarEntries(Readable.from([archive]))) {
    if (kind !== 'file' || !/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)?$/.test(name))
      throw new Error('not our archive');
    files.push({ name, body: await buffer(content()) });
  }
  return files;
}

/** POSIX.1-1988 ustar: mode 0600, no owner, no time. */
function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;
  block.write(name, 0, 100);
  block.write(octal(0o600, 8), 100);
  block.write(octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 108);
  block.write('        0', 148);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}
