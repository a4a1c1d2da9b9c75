import { Injectable } from '@nestjs/common';
import { Shelf } from '../shelf.js';
import { ArchiveStore } from './archive-store.js';
import { inBuilding } from './rules.js';
import type { Archive, PaperInBuilding } from './types.js';

/** Where paper lies, and how much of it is scanned. */
@Injectable()
export class Archives {
  constructor(
    private readonly shelf: Shelf,
    private readonly archives: ArchiveStore,
  ) {}

  /** By office, the least scanned first. */
  all(): Promise<Archive[]> {
    return this.archives.of();
  }

  /** What is lost with this building; undefined where nobody registered any paper of the office, which is not none. */
  async atOffice(officeId: string): Promise<PaperInBuilding | undefined> {
    const archives = await this.archives.of([officeId]);
    const sources = this.shelf.sources.filter(({ office }) => office === officeId).map(({ id }) => id);
    return archives.length === 0 ? undefined : inBuilding(archives, new Set(sources));
  }
}
