import { Injectable } from '@nestjs/common';
import { Db, withoutNulls } from '../../platform/index.js';
import type { Obligation, Terms } from '../types.js';

export interface ImportRecord {
  id: string;
  fileName: string;
  sha256: string;
  rowCount: number;
  changedCount: number;
  importedAt: Date;
  importedBy: string;
}

/** One file may name a vehicle under any service and region: these are the distinct pairs. */
export interface HomePair {
  serviceId: string;
  regionCode: string;
}

/** One service of an office, and the civil dates between which it is asked about, both included. */
export interface DueQuestion {
  officeId: string;
  serviceId: string;
  from: string;
  to: string;
}

const STAGED = 'vehicle_ref, plate, region_code, service_id, due_on, pkb, opsen, swdkllj, pnbp, paid_on';
const FIELDS = `${STAGED}, office_id`;
const CHANGEABLE = ['plate', 'region_code', 'office_id', 'pkb', 'opsen', 'swdkllj', 'pnbp', 'paid_on'];
const list = (prefix: string) => CHANGEABLE.map((column) => `${prefix}.${column}`).join(', ');
const AT_HOME = 'staged_obligation s join staged_home h using (service_id, region_code)';

/** What a decision with these terms excuses; says in SQL what `excuses` in rules.ts says. */
export const EXCUSED = `o.office_id = $1 and o.due_on between $2 and $3 and (o.settled_on is null or (o.settled_on > o.due_on and o.settled_on <= $4))`;
export const excusedBy = ({ officeId, dueFrom, dueTo, payBy }: Terms) => [officeId, dueFrom, dueTo, payBy];

@Injectable()
export class ObligationStore {
  constructor(private readonly db: Db) {}

  /** Copies lines of PostgreSQL's COPY text format into a table that lives as long as the transaction. */
  async stage(lines: AsyncIterable<string>): Promise<void> {
    await this.db.run('create temporary table staged_obligation (line integer, like dispensation.obligation) on commit drop');
    await this.db.run(
      'alter table staged_obligation drop column id, drop column import_id, drop column office_id, drop column proven_on, drop column settled_on',
    );
    await this.db.copyIn(`staged_obligation (line, ${STAGED})`, lines);
  }

  stagedPairs(): Promise<HomePair[]> {
    return this.db.many('select distinct service_id, region_code from staged_obligation order by 1, 2');
  }

  async stageHomes(homes: (HomePair & { officeId: string })[]): Promise<void> {
    await this.db.run('create temporary table staged_home (service_id text, region_code text, office_id text) on commit drop');
    await this.db.run('insert into staged_home select * from unnest($1::text[], $2::text[], $3::text[])', [
      homes.map(({ serviceId }) => serviceId),
      homes.map(({ regionCode }) => regionCode),
      homes.map(({ officeId }) => officeId),
    ]);
  }

  /** Lines whose service and region have no home office. */
  async stagedHomeless(): Promise<({ row: number } & HomePair)[]> {
    return this.db.many(
      `select line as row, service_id, region_code from staged_obligation s
       where not exists (select from staged_home h where (h.service_id, h.region_code) = (s.service_id, s.region_code)) order by line`,
    );
  }

  /** Lines that name a vehicle, service and day for the second time or more. */
  async stagedTwice(): Promise<{ row: number }[]> {
    return this.db.many(
      `select row from (select line as row, row_number() over (partition by vehicle_ref, service_id, due_on order by line) as nth
       from staged_obligation) numbered where nth > 1 order by row`,
    );
  }

  /** Takes over what was staged; returns how many obligations are new or differ from what was known. */
  async merge(importId: string): Promise<number> {
    return this.db.run(
      `insert into dispensation.obligation as known (${FIELDS}, import_id) select ${FIELDS}, $1 from ${AT_HOME}
       on conflict on constraint obligation_once do update set (${CHANGEABLE.join(', ')}, import_id) = row(${list('excluded')}, $1)
       where (${list('known')}) is distinct from (${list('excluded')})`,
      [importId],
    );
  }

  /** An import speaks for the services it names, and for whole calendar months, from its first due date of an office to its last. */
  async cover(importId: string): Promise<void> {
    await this.db.run(
      `insert into dispensation.coverage (import_id, office_id, services, span)
       select $1, office_id, array_agg(distinct service_id), daterange(date_trunc('month', min(due_on))::date, (date_trunc('month', max(due_on)) + interval '1 month')::date)
       from ${AT_HOME} group by office_id`,
      [importId],
    );
  }

  async recordImport({ id, fileName, sha256, rowCount, changedCount, importedAt, importedBy }: ImportRecord): Promise<void> {
    await this.db.run(
      `insert into dispensation.import (id, file_name, sha256, row_count, changed_count, imported_at, imported_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, fileName, sha256, rowCount, changedCount, importedAt, importedBy],
    );
  }

  imports(limit = 10): Promise<ImportRecord[]> {
    return this.db.many('select * from dispensation.import order by imported_at desc limit $1', [limit]);
  }

  /** Without `services`: of whatever service. */
  async covered(officeId: string, from: string, to: string, services?: readonly string[]): Promise<boolean> {
    const { covered } = await this.db.one<{ covered: boolean | null }>(
      `select range_agg(span) @> daterange($2, $3, '[]') as covered from dispensation.coverage
       where office_id = $1 and ($4::text[] is null or services && $4)`,
      [officeId, from, to, services],
    );
    return covered ?? false;
  }

  /** The index on office and day bounds what is read; the few services of an office are told apart in those rows. */
  async unpaidBetween(officeId: string, from: string, to: string, services?: readonly string[]): Promise<number> {
    const { count } = await this.db.one<{ count: number }>(
      `select count(*) as count from dispensation.obligation
       where office_id = $1 and due_on between $2 and $3 and settled_on is null and ($4::text[] is null or service_id = any($4))`,
      [officeId, from, to, services],
    );
    return count;
  }

  /** `covered` and `unpaidBetween` for many offices by one question; a row for each office that is asked about. */
  async dueAtOffices(asked: readonly DueQuestion[]): Promise<{ officeId: string; imported: boolean; count: number }[]> {
    return this.db.many(
      `select w.office_id,
         coalesce((select range_agg(c.span) @> daterange(w.first, w.last, '[]') from dispensation.coverage c
           where c.office_id = w.office_id and c.services && w.services), false) as imported,
         (select count(*) from dispensation.obligation o where o.office_id = w.office_id and o.due_on between w.first and w.last
           and o.settled_on is null and o.service_id = any(w.services)) as count
       from (select office_id, min(first) as first, max(last) as last, array_agg(service_id) as services
         from unnest($1::text[], $2::text[], $3::date[], $4::date[]) as t (office_id, service_id, first, last) group by office_id) w`,
      [
        asked.map(({ officeId }) => officeId),
        asked.map(({ serviceId }) => serviceId),
        asked.map(({ from }) => from),
        asked.map(({ to }) => to),
      ],
    );
  }

  async countExcused(terms: Terms): Promise<number> {
    return (
      await this.db.one<{ count: number }>(
        `select count(*) as count from dispensation.obligation o where ${EXCUSED}`,
        excusedBy(terms),
      )
    ).count;
  }

  async get(id: number): Promise<Obligation> {
    return withoutNulls(await this.db.one(`select id, ${FIELDS}, proven_on from dispensation.obligation where id = $1`, [id]));
  }
}
