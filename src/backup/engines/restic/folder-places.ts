import type { BigIntStats } from 'node:fs';
import { chmod, chown, glob, lstat, mkdir, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, Instance } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import type { Proof } from '../../manifest.js';
import type { FolderSource } from '../../shelf-schema.js';

/** Where folders of sources are, and what is made of them beside: nothing that we did not make is ever emptied or removed. */
@Injectable()
export class FolderPlaces {
  constructor(
    private readonly config: Config,
    private readonly instance: Instance,
  ) {}

  /** Throws `setting-missing` or `wrong-folder`. */
  source({ folder }: FolderSource): string {
    const set = process.env[folder.setting];
    if (set) return absolute(folder.setting, set);
    const demonstration = this.instance.kind === 'demonstration' ? folder.demonstration : undefined;
    if (!demonstration) throw errors.settingMissing({ setting: folder.setting });
    return path.resolve(this.config.data, demonstration);
  }

  nameOf(source: FolderSource, purpose: 'restore' | 'proof', id: string): string {
    const original = this.source(source);
    const { restore } = source.folder;
    const set = restore && process.env[restore];
    const beside = set ? absolute(restore, set) : path.dirname(original);
    if (purpose === 'restore') return path.join(beside, `${path.basename(original)}_pulih_${id.slice(-12)}`);
    return path.join(this.config.data, 'proofs', `${source.id}_bukti_${id.slice(-12)}`);
  }

  /** Makes an empty folder for so many bytes; throws `place-not-empty` or `no-room`. */
  async make(name: string, bytes: number): Promise<void> {
    await this.clear(name);
    const above = path.dirname(name);
    await mkdir(above, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(above);
    if (bavail * bsize < bytes) throw errors.noRoom({ place: above, needed: bytes, free: bavail * bsize });
    await mkdir(name, { recursive: true, mode: 0o700 });
    await mkdir(path.dirname(this.noteOf(name)), { recursive: true, mode: 0o700 });
    await writeFile(this.noteOf(name), identity(await stat(name, { bigint: true })));
  }

  /** Gives it the mode and, where we may, the owner of the folder that was copied. */
  async dress(name: string, { mode, uid, gid }: Record<string, string>): Promise<void> {
    if (process.getuid?.() === 0 && uid && gid) await chown(name, Number(uid), Number(gid));
    if (mode) await chmod(name, Number.parseInt(mode, 8));
  }

  /** Does nothing when it was done already; throws `name-taken` or `other-disk`. */
  async adopt(name: string, original: string): Promise<void> {
    if (!(await exists(name)) && (await this.isOurs(original, name))) return;
    if (await this.isThere(original)) throw errors.nameTaken({ name: original });
    await rename(name, original).catch((error) => {
      throw error.code === 'EXDEV' ? errors.otherDisk({ place: name, name: original }) : error;
    });
  }

  /** Removes what we made, if it is there. */
  async discard(name: string): Promise<void> {
    if (await this.isOurs(name, name)) await rm(name, { recursive: true, force: true });
    await rm(this.noteOf(name), { force: true });
  }

  /** An empty folder is as good as none: a disk is mounted there. */
  async isThere(folder: string): Promise<boolean> {
    return (await exists(folder)) && !(await isEmpty(folder));
  }

  private async clear(name: string): Promise<void> {
    if ((await this.isThere(name)) && !(await this.isOurs(name, name))) throw errors.placeNotEmpty({ place: name });
    await rm(name, { recursive: true, force: true });
  }

  private async isOurs(folder: string, madeAs: string): Promise<boolean> {
    const note = await readFile(this.noteOf(madeAs), 'utf8').catch(() => undefined);
    return note !== undefined && note === (await lstat(folder, { bigint: true }).then(identity, () => undefined));
  }

  /** Names are made of the ids of restores, so that no two notes meet. */
  private noteOf(name: string): string {
    return path.join(this.config.data, 'places', path.basename(name));
  }
}

/** What of the assertions holds in a folder. */
export async function folderAssertions(folder: string, wanted: FolderSource['assertions']): Promise<Proof['assertions']> {
  const results: Proof['assertions'] = [];
  for (const one of wanted) {
    const held = 'path' in one ? exists(path.join(folder, one.path)) : atLeast(folder, one.files, one.atLeast);
    results.push({ name: one.name, held: await held });
  }
  return results;
}

async function atLeast(folder: string, pattern: string, wanted: number): Promise<boolean> {
  let found = 0;
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true })) {
    found += Number(entry.isFile());
    if (found >= wanted) return true;
  }
  return false;
}

/** The same for a folder that was renamed, another for one that was made anew. */
function identity({ dev, ino, birthtimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${birthtimeNs}\n`;
}

function absolute(setting: string, text: string): string {
  if (!path.isAbsolute(text)) throw errors.wrongFolder({ setting });
  return path.resolve(text);
}

function exists(at: string): Promise<boolean> {
  return lstat(at).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => ['not a folder'])).length === 0;
}
