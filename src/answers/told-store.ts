import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Question } from '../directory/index.js';
import { Db, newId } from '../platform/index.js';
import type { AnswerFacts } from './types.js';

/** What one question is told from a moment on, by the digest of its facts. */
export type Told = Question & { digest: string };

/** Indexed by 0019. */
const INCIDENT = `(facts -> 'usualStatus' ->> 'incidentId')`;

@Injectable()
export class ToldStore {
  constructor(private readonly db: Db) {}

  /** Writes what is told from then on, and says which of it is not what was told before. */
  addAll(told: AnswerFacts[], toldFrom: Date, now: Date): Promise<Told[]> {
    const rows = told.map((facts) => ({
      id: newId(),
      service_id: facts.service.id,
      region_code: facts.region.code,
      digest: digestOf(facts),
      facts,
    }));
    return this.db.many(
      `insert into answers.told (id, service_id, region_code, told_from, recorded_at, digest, facts)
       select n.id, n.service_id, n.region_code, $2, $3, n.digest, n.facts
       from jsonb_to_recordset($1::jsonb) as n (id uuid, service_id text, region_code text, digest text, facts jsonb)
       left join lateral (
         select digest from answers.told t where t.service_id = n.service_id and t.region_code = n.region_code and t.told_from <= $2
         order by t.told_from desc limit 1) before on true
       where before.digest is distinct from n.digest
       on conflict (service_id, region_code, told_from) do nothing returning service_id, region_code, digest`,
      [JSON.stringify(rows), toldFrom, now],
    );
  }

  async toldAt({ serviceId, regionCode }: Question, at: Date): Promise<AnswerFacts | undefined> {
    const row = await this.db.maybe<{ facts: AnswerFacts }>(
      'select facts from answers.told where service_id = $1 and region_code = $2 and told_from <= $3 order by told_from desc limit 1',
      [serviceId, regionCode, at],
    );
    return row?.facts;
  }

  /** What was told of an incident, with the first that was told after it, in the order of their moments. */
  async ofIncident(incidentId: string): Promise<(Told & { toldFrom: Date; facts: AnswerFacts })[]> {
    return this.db.many(
      `select service_id, region_code, told_from, digest, facts from (
         select t.*, lag(${INCIDENT}) over (partition by service_id, region_code order by told_from) as before
         from answers.told t where (service_id, region_code) in (select service_id, region_code from answers.told where ${INCIDENT} = $1)
       ) told where ${INCIDENT} = $1 or before = $1 order by told_from, service_id, region_code`,
      [incidentId],
    );
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
