import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import type { Office } from '../types.js';
import type { DayReport } from './types.js';

const COLUMNS = 'id, office_id, day as date, kind, people, note, via, told_by, at';

@Injectable()
export class DayReportStore {
  constructor(private readonly db: Db) {}

  /** False when a report came under this key before. */
  async add(report: DayReport, key: string | undefined): Promise<boolean> {
    const added = await this.db.run(
      `insert into directory.day_report (id, office_id, day, kind, people, note, via, told_by, at, key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (key) do nothing`,
      [
        report.id,
        report.officeId,
        report.date,
        report.kind,
        report.people,
        report.note,
        report.via,
        report.toldBy,
        report.at,
        key,
      ],
    );
    return added > 0;
  }

  async byKey(key: string): Promise<DayReport | undefined> {
    const row = await this.db.maybe<DayReport>(`select ${COLUMNS} from directory.day_report where key = $1`, [key]);
    return row && withoutNulls(row);
  }

  /** Of these offices from one civil date to another, both included, and recorded by `at`; oldest first. */
  async between(officeIds: string[], from: string, to: string, at: Date): Promise<DayReport[]> {
    const rows = await this.db.many<DayReport>(
      `select ${COLUMNS} from directory.day_report
       where office_id = any($1) and day between $2 and $3 and at <= $4 order by office_id, day, at, id`,
      [officeIds, from, to, at],
    );
    return allWithoutNulls(rows);
  }

  /** The offices whose contact has this telephone number, however it is written there. */
  async officesOfContact(number: string): Promise<Office[]> {
    const rows = await this.db.many<{ facts: Office }>(
      `select facts from directory.office where directory.telephone(facts #>> '{contact,phone}') = directory.telephone($1) order by id`,
      [number],
    );
    return rows.map(({ facts }) => facts);
  }

  /** The day of `at` on the wall of each office, as far as it reported. */
  async today(officeIds: string[], at: Date): Promise<DayReport[]> {
    const rows = await this.db.many<DayReport>(
      `select ${COLUMNS.replace('id,', 'r.id,')} from directory.day_report r join directory.office o on o.id = r.office_id
       where r.office_id = any($1) and r.at <= $2 and r.day = ($2::timestamptz at time zone (o.facts ->> 'zone'))::date
       order by r.office_id, r.at, r.id`,
      [officeIds, at],
    );
    return allWithoutNulls(rows);
  }
}
