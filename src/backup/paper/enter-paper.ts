import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { readSerials } from '../../platform/index.js';
import { errors } from '../errors.js';
import { PaperStore } from './paper-store.js';
import { toEnter } from './rules.js';
import type { PaperBatch } from './types.js';

const text = z
  .string()
  .trim()
  .max(60)
  .transform((given) => given || undefined)
  .optional();

const input = z.object({
  batchId: z.uuid(),
  /** So many more, in the order of the bundle; or the serial numbers below. */
  count: z.coerce.number().int().min(1).max(100_000).optional(),
  serialFrom: text,
  serialTo: text,
});

/** Ticks forms of a bundle as entered into the database. Throws `no-such-batch`, `outside-batch`, `not-a-range`. */
@Injectable()
export class EnterPaper extends Change<z.output<typeof input>, PaperBatch> {
  readonly name = 'backup.enter-paper';
  readonly permission = 'paper:work';
  readonly input = input;

  constructor(private readonly paper: PaperStore) {
    super();
  }

  protected async perform({ batchId, count, serialFrom, serialTo }: z.output<typeof input>, by: Actor, now: Date) {
    const batch = await this.paper.lock(batchId);
    const part = serialFrom ? readSerials(serialFrom, serialTo ?? serialFrom) : undefined;
    if (serialFrom && !part) throw errors.notARange({ fields: [{ field: 'serialFrom', message: 'no range' }] });
    const spans = toEnter(batch, { count, part });
    if (spans.length > 0) await this.paper.enter(batchId, spans, now, by.person);
    const result = await this.paper.lock(batchId);
    const detail = {
      office: batch.officeId,
      day: batch.day,
      entered: result.entered - batch.entered,
      left: result.forms - result.entered,
    };
    return { result, subject: { type: 'paper-batch', id: batchId }, detail };
  }
}
