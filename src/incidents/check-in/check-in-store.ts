import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import type { CheckIn } from './types.js';

const COLUMNS = 'office_id, date, state, opens_at, due_at, asked_outcome';

@Injectable()
export class CheckInStore {
  constructor(private readonly db: Db) {}

  /** Offices that say each morning that they have opened. */
  async offices(): Promise<string[]> {
    const rows = await this.db.many<{ officeId: string }>('select office_id from incidents.check_in_office order by office_id');
    return rows.map(({ officeId }) => officeId);
  }

  async join(officeId: string, by: string, now: Date): Promise<void> {
    await this.db.run(
      'insert into incidents.check_in_office (office_id, since, set_by) values ($1, $2, $3) on conflict do nothing',
      [officeId, now, by],
    );
  }

  /** What was still to be asked is asked no more. */
  async leave(officeId: string): Promise<void> {
    await this.db.run('delete from incidents.check_in_office where office_id = $1', [officeId]);
    await this.db.run(
      `update incidents.check_in set state = 'shut', due_at = null where office_id = $1 and state in ('waiting', 'asked')`,
      [officeId],
    );
  }

  /** Of these offices and their dates, those that have no row yet. */
  async unplanned(days: readonly { officeId: string; date: string }[]): Promise<{ officeId: string; date: string }[]> {
    return this.db.many(
      `select d.office_id, d.date from unnest($1::text[], $2::date[]) as d (office_id, date)
       where not exists (select from incidents.check_in c where (c.office_id, c.date) = (d.office_id, d.date))`,
      [days.map(({ officeId }) => officeId), days.map(({ date }) => date)],
    );
  }

  async plan(checkIns: readonly CheckIn[]): Promise<void> {
    await this.db.run(
      `insert into incidents.check_in (office_id, date, state, opens_at, due_at)
       select * from unnest($1::text[], $2::date[], $3::text[], $4::timestamptz[], $5::timestamptz[]) on conflict do nothing`,
      [
        checkIns.map(({ officeId }) => officeId),
        checkIns.map(({ date }) => date),
        checkIns.map(({ state }) => state),
        checkIns.map(({ opensAt }) => opensAt ?? null),
        checkIns.map(({ dueAt }) => dueAt ?? null),
      ],
    );
  }

  async due(now: Date): Promise<CheckIn[]> {
    return allWithoutNulls(
      await this.db.many(`select ${COLUMNS} from incidents.check_in where due_at <= $1 order by due_at, office_id`, [now]),
    );
  }

  async lock(officeId: string, date: string): Promise<CheckIn | undefined> {
    return withoutNulls(
      await this.db.maybe(`select ${COLUMNS} from incidents.check_in where office_id = $1 and date = $2 for update`, [
        officeId,
        date,
      ]),
    );
  }

  async save({ officeId, date, state, dueAt }: CheckIn): Promise<void> {
    await this.db.run('update incidents.check_in set state = $3, due_at = $4 where office_id = $1 and date = $2', [
      officeId,
      date,
      state,
      dueAt,
    ]);
  }

  async recordAsked(officeId: string, date: string, outcome: string): Promise<void> {
    await this.db.run('update incidents.check_in set asked_outcome = $3 where office_id = $1 and date = $2', [
      officeId,
      date,
      outcome,
    ]);
  }

  /** The newest day of each office that takes part. */
  async newest(): Promise<CheckIn[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from incidents.check_in_office o join lateral (
           select * from incidents.check_in c where c.office_id = o.office_id order by c.date desc limit 1
         ) c using (office_id) order by office_id`,
      ),
    );
  }
}
