import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { ArchiveStore } from './archive-store.js';
import type { Archive } from './types.js';

const input = z.object({ archiveId: z.uuid() });

/** Takes an entry out of the register; the ledger keeps what it said. */
@Injectable()
export class DropArchive extends Change<z.output<typeof input>, Archive> {
  readonly name = 'backup.drop-archive';
  readonly permission = 'archive:register';
  readonly input = input;

  constructor(private readonly archives: ArchiveStore) {
    super();
  }

  protected async perform({ archiveId }: z.output<typeof input>, _by: Actor, _now: Date) {
    const archive = await this.archives.get(archiveId);
    await this.archives.remove(archiveId);
    const { officeId: office, series, firstYear, lastYear, files, scanned } = archive;
    const detail = { office, series, firstYear, lastYear, files, scanned };
    return { result: archive, subject: { type: 'archive', id: archiveId }, detail };
  }
}
