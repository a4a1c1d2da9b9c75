import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { newId, Tx } from '../platform/index.js';
import { FactReader } from './fact-reader.js';
import { WRITE_COPIES } from './static-copies.js';
import { type Question, ToldStore } from './told-store.js';

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
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ questions, toldFrom }: z.infer<typeof input>, _by: Actor, now: Date) {
    const changed: Question[] = [];
    for (const question of questions) {
      const facts = await this.facts.read(question.serviceId, question.regionCode, toldFrom);
      if (await this.record.add(question, toldFrom, facts, now)) changed.push(question);
    }
    const id = newId();
    if (changed.length > 0) await this.tx.start(WRITE_COPIES, `copies-${id}`, changed);
    return {
      result: { changed },
      subject: { type: 'answers', id },
      detail: { changed: changed.length, toldFrom: toldFrom.toISOString() },
    };
  }
}
