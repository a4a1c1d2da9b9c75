import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db, newId } from '../platform/index.js';
import type { AnswerFacts } from './types.js';

export interface Question {
  serviceId: string;
  regionCode: string;
}

@Injectable()
export class ToldStore {
  constructor(private readonly db: Db) {}

  /** Writes what is told from then on; false when it is what was told before. */
  async add({ serviceId, regionCode }: Question, toldFrom: Date, facts: AnswerFacts, now: Date): Promise<boolean> {
    const digest = digestOf(facts);
    const before = await this.db.maybe<{ digest: string }>(
      'select digest from answers.told where service_id = $1 and region_code = $2 and told_from <= $3 order by told_from desc limit 1',
      [serviceId, regionCode, toldFrom],
    );
    if (before?.digest === digest) return false;
    const added = await this.db.run(
      `insert into answers.told (id, service_id, region_code, told_from, recorded_at, digest, facts) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (service_id, region_code, told_from) do nothing`,
      [newId(), serviceId, regionCode, toldFrom, now, digest, JSON.stringify(facts)],
    );
    return added > 0;
  }

  async toldAt({ serviceId, regionCode }: Question, at: Date): Promise<AnswerFacts | undefined> {
    const row = await this.db.maybe<{ facts: AnswerFacts }>(
      'select facts from answers.told where service_id = $1 and region_code = $2 and told_from <= $3 order by told_from desc limit 1',
      [serviceId, regionCode, at],
    );
    return row?.facts;
  }

  /** Every question for which something was ever told. */
  questions(): Promise<Question[]> {
    return this.db.many<Question>('select distinct service_id, region_code from answers.told order by service_id, region_code');
  }

  /** Until the end of the transaction nobody else writes copies. */
  async takeTurn(): Promise<void> {
    await this.db.many(`select pg_advisory_xact_lock(hashtext('answers.write-copies'))`);
  }
}

/** Of everything that is told; the calendar that moves with the day is left out. */
export function digestOf({ holidays: _, ...facts }: AnswerFacts): string {
  return createHash('sha256').update(canonical(facts)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}
