import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import type { NoticeKind, NoticeState } from '../types.js';

export interface Notice {
  id: string;
  requestId: string;
  kind: NoticeKind;
  text: string;
  state: NoticeState;
  attempts: number;
  error?: string;
  dueAt?: Date;
  createdAt: Date;
  sentAt?: Date;
}

const COLUMNS = 'n.id, n.request_id, n.kind, n.text, n.state, n.attempts, n.error, n.due_at, n.created_at, n.sent_at';

@Injectable()
export class NoticeStore {
  constructor(private readonly db: Db) {}

  async insert(notices: Notice[]): Promise<void> {
    await this.db.run(
      `insert into outreach.notice (id, request_id, kind, text, state, due_at, created_at)
       select id, "requestId", kind, text, state, "dueAt", "createdAt" from jsonb_to_recordset($1)
         as n (id uuid, "requestId" uuid, kind text, text text, state text, "dueAt" timestamptz, "createdAt" timestamptz)`,
      [JSON.stringify(notices)],
    );
  }

  /** With the number it goes to; absent when the requester was purged. */
  async get(id: string): Promise<(Notice & { phone?: string }) | undefined> {
    return withoutNulls(
      await this.db.maybe(
        `select ${COLUMNS}, q.phone from outreach.notice n join outreach.request r on r.id = n.request_id
         left join outreach.requester q on q.id = r.requester_id where n.id = $1`,
        [id],
      ),
    );
  }

  async sent(id: string, now: Date): Promise<void> {
    await this.db.run(
      `update outreach.notice set state = 'sent', attempts = attempts + 1, sent_at = $2, error = null, due_at = null
       where id = $1 and state <> 'sent'`,
      [id, now],
    );
  }

  async failed(id: string, error: string, again: Date | undefined): Promise<void> {
    await this.db.run(
      `update outreach.notice set state = case when $3::timestamptz is null then 'failed' else 'waiting' end,
       attempts = attempts + 1, error = $2, due_at = $3 where id = $1 and state <> 'sent'`,
      [id, error.slice(0, 300), again ?? null],
    );
  }

  async due(now: Date, limit: number): Promise<Notice[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from outreach.notice n where n.state = 'waiting' and n.due_at <= $1 order by n.due_at limit $2`,
        [now, limit],
      ),
    );
  }

  /** The newest of each request. */
  async newest(requestIds: string[]): Promise<Map<string, Notice>> {
    const rows = await this.db.many<Notice>(
      `select distinct on (n.request_id) ${COLUMNS} from outreach.notice n where n.request_id = any($1)
       order by n.request_id, n.created_at desc, n.id desc`,
      [requestIds],
    );
    return new Map(allWithoutNulls<Notice>(rows).map((notice) => [notice.requestId, notice]));
  }
}
