import { lstat, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { errors } from '../../errors.js';
import type { Exchange } from '../engine.js';
import { FolderNotes } from './folder-notes.js';
import { exists, FolderPlaces, refusedName } from './folder-places.js';

/**
 * A disk renames one folder at a time: between the two the original's name is free for an instant, and a note tells whoever comes
 * after a kill what had happened.
 */
@Injectable()
export class FolderExchange {
  constructor(
    private readonly places: FolderPlaces,
    private readonly notes: FolderNotes,
  ) {}

  /** See `Engine.exchange`. Throws `other-disk` besides, before anything has changed. */
  async exchange(original: string, { place, kept }: Exchange): Promise<void> {
    if (await this.isDone(original, { place, kept })) return;
    if (!(await exists(place))) throw errors.placeGone({ name: place });
    const isHalfDone = kept !== undefined && !(await exists(original)) && (await this.notes.tells(kept));
    if (!isHalfDone) await this.putAside(original, { place, kept });
    await this.notes.write(place);
    await this.giveName(original, { place, kept });
    for (const folder of new Set([place, original].map((name) => path.dirname(name)))) await flushed(folder);
  }

  private async isDone(original: string, { place, kept }: Exchange): Promise<boolean> {
    const hasName = !(await exists(place)) && (await this.notes.tells(original, place));
    return hasName && (!kept || (await this.notes.tells(kept)));
  }

  private async putAside(original: string, { place, kept }: Exchange): Promise<void> {
    const inTheWay = kept ?? original;
    if (await this.places.isThere(inTheWay)) throw errors.nameTaken({ name: inTheWay });
    const isThere = await exists(original);
    if (!(await sameDisk([place, path.dirname(original), ...(isThere ? [original] : [])])))
      throw errors.otherDisk({ place, name: original });
    if (!kept || !isThere) return;
    await this.notes.write(original, kept);
    await rename(original, kept).catch((error) => {
      throw refusedName(error, place, original);
    });
  }

  /** Where that fails, the original has its name again. */
  private async giveName(original: string, { place, kept }: Exchange): Promise<void> {
    await rename(place, original).catch(async (error) => {
      if (kept && (await this.notes.tells(kept))) await rename(kept, original);
      throw refusedName(error, place, original);
    });
  }
}

/** A folder that a disk is mounted on is on another one than the folder above it. */
async function sameDisk(names: string[]): Promise<boolean> {
  const disks = await Promise.all(names.map(async (name) => (await lstat(name)).dev));
  return new Set(disks).size === 1;
}

/** So that a power failure does not bring the old names back. */
async function flushed(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
