import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import type { FeedbackDay, FeedbackKind } from './types.js';

const FIGURES = `coalesce(sum(presses) filter (where kind = 'served'), 0)::int as served,
  coalesce(sum(presses) filter (where kind = 'turned-away'), 0)::int as turned_away`;

@Injectable()
export class FeedbackStore {
  constructor(private readonly db: Db) {}

  /** Whether this form is new; it is remembered with the civil date. */
  async isFirst(key: string, date: string): Promise<boolean> {
    const added = await this.db.run(
      'insert into directory.feedback_key (key, counted_on) values ($1, $2) on conflict do nothing',
      [key, date],
    );
    return added > 0;
  }

  /** The forms that were counted before this civil date. */
  async forgetKeys(before: string): Promise<void> {
    await this.db.run('delete from directory.feedback_key where counted_on < $1', [before]);
  }

  async add(officeId: string, serviceId: string, date: string, kind: FeedbackKind, now: Date): Promise<void> {
    await this.db.run(
      `insert into directory.feedback as f (office_id, service_id, day, kind, presses, heard_at) values ($1, $2, $3, $4, 1, $5)
       on conflict (office_id, day, service_id, kind) do update set presses = f.presses + 1, heard_at = excluded.heard_at`,
      [officeId, serviceId, date, kind, now],
    );
  }

  /** The day that `at` is on the wall of each of these offices, where somebody pressed. */
  async today(officeIds: string[], at: Date): Promise<FeedbackDay[]> {
    const rows = await this.db.many<FeedbackDay>(
      `select f.office_id, f.day as date, max(f.heard_at) as heard_at, ${FIGURES}
       from directory.feedback f join directory.office o on o.id = f.office_id
       where f.office_id = any($1) and f.day = ($2::timestamptz at time zone (o.facts ->> 'zone'))::date
       group by f.office_id, f.day`,
      [officeIds, at],
    );
    return allWithoutNulls(rows);
  }

  /** One for each of these offices and days on which somebody pressed, from one civil date to another, both included. */
  async between(officeIds: string[], from: string, to: string): Promise<FeedbackDay[]> {
    const rows = await this.db.many<FeedbackDay>(
      `select office_id, day as date, max(heard_at) as heard_at, ${FIGURES}
       from directory.feedback where office_id = any($1) and day between $2 and $3
       group by office_id, day order by office_id, day`,
      [officeIds, from, to],
    );
    return allWithoutNulls(rows);
  }
}
