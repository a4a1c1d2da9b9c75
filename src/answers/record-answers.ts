import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Question } from '../directory/index.js';
import { type Actor, Change } from '../people/index.js';
import { Bulletin, newId, Tx } from '../platform/index.js';
import { WRITE_COPIES } from './copies/write-copies.js';
import { FactReader } from './fact-reader.js';
import { type Told, ToldStore } from './told-store.js';

/** Heard by whoever keeps answers in memory: `Told[]`. */
export const ANSWERS_TOLD = 'answers.told';
/** Each so many in as many statements as one; between them the process does other things. */
const AT_ONCE = 200;

const input = z.object({
  questions: z.array(z.object({ serviceId: z.string(), regionCode: z.string() })),
  /** When the news came that changed the answers. */
  toldFrom: z.coerce.date(),
});

/** Writes down what is told from now on, for each question whose answer changed, and has the static copies written. */
@Injectable()
export class RecordAnswers extends Change<z.infer<typeof input>, { changed: Question[] }> {
  readonly name = 'answers.record';
  readonly permission = 'answer:record';
  readonly input = input;

  constructor(
    private readonly facts: FactReader,
    private readonly record: ToldStore,
    private readonly bulletin: Bulletin,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ questions, toldFrom }: z.infer<typeof input>, _by: Actor, now: Date) {
    const told: Told[] = [];
    for (let from = 0; from < questions.length; from += AT_ONCE) {
      const facts = await this.facts.readAll(questions.slice(from, from + AT_ONCE), toldFrom);
      told.push(...(await this.record.addAll(facts, toldFrom, now)));
    }
    const changed = told.map(({ serviceId, regionCode }) => ({ serviceId, regionCode }));
    const id = newId();
    if (changed.length > 0) {
      await this.tx.start(WRITE_COPIES, `copies-${id}`, changed);
      await this.bulletin.post(ANSWERS_TOLD, told);
    }
    return {
      result: { changed },
      subject: { type: 'answers', id },
      detail: { changed: changed.length, toldFrom: toldFrom.toISOString(), digest: digestOfAll(told) },
    };
  }
}

/** Of all that was written down, so that the sealed ledger holds the record: a digest of sorted lines `service region digest`. */
export function digestOfAll(told: Told[]): string {
  const lines = told.map(({ serviceId, regionCode, digest }) => `${serviceId} ${regionCode} ${digest}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex');
}
