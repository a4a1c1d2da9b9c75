import type { BigIntStats } from 'node:fs';
import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/index.js';
import { sha256 } from '../../manifest.js';

/** Which folders we made or put aside, by what the disk knows them by: a name alone may be somebody else's by now. */
@Injectable()
export class FolderNotes {
  constructor(private readonly config: Config) {}

  /** Notes that the folder is to be known under this name. */
  async write(folder: string, name = folder): Promise<void> {
    await mkdir(path.dirname(this.fileOf(name)), { recursive: true, mode: 0o700 });
    await writeFile(this.fileOf(name), identity(await lstat(folder, { bigint: true })), { flush: true });
  }

  /** Whether the folder is the one that was noted under this name. */
  async tells(folder: string, name = folder): Promise<boolean> {
    const note = await readFile(this.fileOf(name), 'utf8').catch(() => undefined);
    return note !== undefined && note === (await lstat(folder, { bigint: true }).then(identity, () => undefined));
  }

  async forget(name: string): Promise<void> {
    await rm(this.fileOf(name), { force: true });
  }

  /** A whole path may be longer than the name of a file. */
  private fileOf(name: string): string {
    return path.join(this.config.data, 'places', sha256(name));
  }
}

/** The same for a folder that was renamed, another for one that was made anew. */
function identity({ dev, ino, birthtimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${birthtimeNs}\n`;
}
