import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { OfferNews } from '../offers/offer-news.js';
import { ApplyStore } from './apply-store.js';
import { errors } from './errors.js';
import { ImportRecordStore } from './import-record-store.js';
import type { CheckedImport } from './types.js';

const input = z.object({ importId: z.uuid() });

type Command = z.output<typeof input>;

/**
 * Applies a dry run, whole or not at all. Refused when it has problems, was applied before, or compared with facts that have
 * changed since. Statuses, visits and what people recorded of a thing by hand stay as they are.
 */
@Injectable()
export class ApplyImport extends Change<Command, CheckedImport> {
  readonly name = 'directory.apply-import';
  readonly permission = 'directory:import';
  readonly input = input;

  constructor(
    private readonly records: ImportRecordStore,
    private readonly store: ApplyStore,
    private readonly news: OfferNews,
  ) {
    super();
  }

  protected async perform({ importId }: Command, by: Actor, now: Date): Promise<Changed<CheckedImport>> {
    await this.store.lock();
    const { base, ...run } = await this.records.get(importId);
    if (run.appliedAt) throw errors.importApplied({ import: importId });
    if (run.problems > 0) throw errors.importHasProblems({ count: run.problems });
    if ((await this.records.print()) !== base) throw errors.factsChanged();
    await this.store.merge(importId, now);
    await this.store.close(importId, by.person, now);
    await this.news.tell(await this.store.touched(importId));
    return {
      result: { ...run, appliedAt: now, appliedBy: by.person },
      subject: { type: 'directory-import', id: importId },
      detail: { counts: run.counts },
    };
  }
}
