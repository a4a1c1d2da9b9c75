import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { away, type CopyFile, type CopyPlace, forEach } from './copy-place.js';
import { writeAtomically } from './write-atomically.js';

/** A folder, which any web server can serve as it stands. */
export class FolderPlace implements CopyPlace {
  constructor(readonly name: string) {}

  async write(files: CopyFile[]): Promise<void> {
    await forEach(files, ({ path: file, text }) => writeAtomically(path.join(this.name, file), text)).catch((error) => {
      throw away(this.name, error);
    });
  }

  async read(file: string): Promise<string | undefined> {
    try {
      return await readFile(path.join(this.name, file), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw away(this.name, error);
    }
  }

  async remove(files: string[]): Promise<void> {
    await forEach(files, (file) => rm(path.join(this.name, file), { force: true })).catch((error) => {
      throw away(this.name, error);
    });
  }
}
