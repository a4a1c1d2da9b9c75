import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import type { Requester } from '../types.js';

/** Who asked, and how to find her: the only rows that know. */
@Injectable()
export class RequesterStore {
  constructor(private readonly db: Db) {}

  async insert(requesters: Requester[]): Promise<void> {
    await this.db.run(
      `insert into outreach.requester (id, name, phone, directions)
       select * from jsonb_to_recordset($1) as r (id uuid, name text, phone text, directions text)`,
      [JSON.stringify(requesters)],
    );
  }

  async byIds(ids: string[]): Promise<Map<string, Requester>> {
    const rows = await this.db.many<Requester>('select id, name, phone, directions from outreach.requester where id = any($1)', [
      ids,
    ]);
    return new Map(allWithoutNulls<Requester>(rows).map((requester) => [requester.id, requester]));
  }

  /**
   * Forgets who asked, what crews noted and what was sent, of requests that ended before `before`; and what SMS asked and were
   * answered. Villages, states, figures and days stay.
   */
  async purge(before: Date, now: Date): Promise<{ requests: number; requesters: number }> {
    const gone = await this.db.many<{ id: string }>(
      `update outreach.request set purged_at = $2, requester_id = null
       where ended_at < $1 and purged_at is null and conflicts = '{}' returning id`,
      [before, now],
    );
    const ids = gone.map(({ id }) => id);
    await this.db.run('update outreach.record set note = null where request_id = any($1) and note is not null', [ids]);
    await this.db.run(`update outreach.notice set text = '' where request_id = any($1)`, [ids]);
    await this.db.run('delete from outreach.question where due_at < $1', [now]);
    await this.db.run('delete from outreach.heard where at < $1', [before]);
    const requesters = await this.db.run(
      'delete from outreach.requester q where not exists (select from outreach.request r where r.requester_id = q.id)',
    );
    return { requests: ids.length, requesters };
  }
}
