import { chmod, chown, glob, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, Instance } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import type { Proof } from '../../manifest.js';
import type { FolderSource } from '../../shelf-schema.js';
import { freeBytes } from '../pg-room.js';
import { FolderNotes } from './folder-notes.js';

/** Where folders of sources are, and what is made of them beside: nothing is ever emptied or removed that we did not make or put aside. */
@Injectable()
export class FolderPlaces {
  constructor(
    private readonly config: Config,
    private readonly instance: Instance,
    private readonly notes: FolderNotes,
  ) {}

  /** Throws `setting-missing` or `wrong-folder`. */
  source({ folder }: FolderSource): string {
    const set = process.env[folder.setting];
    if (set) return absolute(folder.setting, set);
    const demonstration = this.instance.kind === 'demonstration' ? folder.demonstration : undefined;
    if (!demonstration) throw errors.settingMissing({ setting: folder.setting });
    return path.resolve(this.config.data, demonstration);
  }

  /** Where restored folders are made. */
  beside(source: FolderSource): string {
    const { restore } = source.folder;
    const set = restore && process.env[restore];
    return set ? absolute(restore, set) : path.dirname(this.source(source));
  }

  nameOf(source: FolderSource, purpose: 'restore' | 'proof', id: string): string {
    const name = path.basename(this.source(source));
    if (purpose === 'restore') return path.join(this.beside(source), `${name}_pulih_${id.slice(-12)}`);
    return path.join(this.config.data, 'proofs', `${source.id}_bukti_${id.slice(-12)}`);
  }

  /** Makes an empty folder for so many bytes; throws `place-not-empty` or `no-room`. */
  async make(name: string, bytes: number): Promise<void> {
    await this.clear(name);
    const above = path.dirname(name);
    await mkdir(above, { recursive: true, mode: 0o700 });
    const free = await freeBytes(above);
    if (free < bytes) throw errors.noRoom({ place: above, needed: bytes, free });
    await mkdir(name, { recursive: true, mode: 0o700 });
    await this.notes.write(name);
  }

  /** Gives it the mode and, where we may, the owner of the folder that was copied. */
  async dress(name: string, { mode, uid, gid }: Record<string, string>): Promise<void> {
    if (process.getuid?.() === 0 && uid && gid) await chown(name, Number(uid), Number(gid));
    if (mode) await chmod(name, Number.parseInt(mode, 8));
  }

  /** Does nothing when it was done already; throws `name-taken` or `other-disk`. */
  async adopt(name: string, original: string): Promise<void> {
    if (!(await exists(name)) && (await this.notes.tells(original, name))) return;
    if (await this.isThere(original)) throw errors.nameTaken({ name: original });
    await rename(name, original).catch((error) => {
      throw refusedName(error, name, original);
    });
  }

  /** Removes what we made or put aside, if it is there. */
  async discard(name: string): Promise<void> {
    if (await this.notes.tells(name)) await rm(name, { recursive: true, force: true });
    await this.notes.forget(name);
  }

  /** An empty folder is as good as none: a disk is mounted there. */
  async isThere(folder: string): Promise<boolean> {
    return (await exists(folder)) && !(await isEmpty(folder));
  }

  private async clear(name: string): Promise<void> {
    if ((await this.isThere(name)) && !(await this.notes.tells(name))) throw errors.placeNotEmpty({ place: name });
    await rm(name, { recursive: true, force: true });
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

/** Why a folder could not be given a name: a disk that is mounted there cannot be renamed either. */
export function refusedName(error: NodeJS.ErrnoException, place: string, name: string): Error {
  if (error.code === 'EXDEV' || error.code === 'EBUSY') return errors.otherDisk({ place, name });
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return errors.rightsMissing({ source: name, rights: `write: ${path.dirname(name)}`, detail: error.message });
  return error;
}

function absolute(setting: string, text: string): string {
  if (!path.isAbsolute(text)) throw errors.wrongFolder({ setting });
  return path.resolve(text);
}

export function exists(at: string): Promise<boolean> {
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
