import { Injectable } from '@nestjs/common';
import type { Question } from '../directory/index.js';
import { Clock } from '../platform/index.js';
import { composeAnswer } from './compose-answer.js';
import { errors } from './errors.js';
import { FactReader } from './fact-reader.js';
import { lastingAnswer } from './lasting.js';
import { type Standing, standing } from './standing.js';
import { type Told, ToldStore } from './told-store.js';
import type { Answer } from './types.js';

/** What one question was told from a moment on. */
export type Telling = Told & { toldFrom: Date; answer: Answer };

/** What a citizen is told, now and then. */
@Injectable()
export class Answers {
  constructor(
    private readonly facts: FactReader,
    private readonly record: ToldStore,
    private readonly clock: Clock,
  ) {}

  /** From the facts of now. Throws `directory.no-such-service` or `.no-such-region`. */
  async answer(serviceId: string, regionCode: string): Promise<Answer> {
    const now = this.clock.now();
    return composeAnswer(await this.facts.read(serviceId, regionCode, now), now);
  }

  /** The same with what a cache must know of it. */
  async standing(serviceId: string, regionCode: string): Promise<Standing> {
    const now = this.clock.now();
    return standing(await this.facts.read(serviceId, regionCode, now), now);
  }

  /** In the order of the questions. */
  async standingAll(questions: Question[]): Promise<Standing[]> {
    const now = this.clock.now();
    return (await this.facts.readAll(questions, now)).map((facts) => standing(facts, now));
  }

  /** What of each stays true later, in the order of the questions. Throws the same. */
  async lasting(questions: Question[]): Promise<Answer[]> {
    const now = this.clock.now();
    return (await this.facts.readAll(questions, now)).map((facts) => lastingAnswer(composeAnswer(facts, now), facts));
  }

  /** From the record: what was told at that moment, as it read then; undefined when nothing had been recorded yet. */
  async told(serviceId: string, regionCode: string, at: Date): Promise<Answer | undefined> {
    const facts = await this.record.toldAt({ serviceId, regionCode }, at);
    return facts && composeAnswer({ ...facts, holidays: this.facts.holidaysAt(at) }, at);
  }

  /** All that was told of an incident, as it read when it was first told, with the first that was told after it. */
  async tellings(incidentId: string): Promise<Telling[]> {
    const rows = await this.record.ofIncident(incidentId);
    return rows.map(({ facts, ...told }) => ({ ...told, answer: composeAnswer(facts, told.toldFrom) }));
  }

  /** The same; throws `answers.nothing-told`. */
  async toldOrThrow(serviceId: string, regionCode: string, at: Date): Promise<Answer> {
    const answer = await this.told(serviceId, regionCode, at);
    if (!answer) throw errors.nothingTold({ serviceId, regionCode, at: at.toISOString() });
    return answer;
  }
}
