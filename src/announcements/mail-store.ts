import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import type { Mail, MailState } from './types.js';

const COLUMNS = 'id, subscriber_id, message_id, message_header, state, attempts, queued_at, attempted_at, sent_at, due_at, error';

@Injectable()
export class MailStore {
  constructor(private readonly db: Db) {}

  async insert({ id, subscriberId, messageId, messageHeader, queuedAt, dueAt }: Mail): Promise<void> {
    await this.db.run(
      `insert into announcements.mail (id, subscriber_id, message_id, message_header, state, queued_at, due_at)
       values ($1, $2, $3, $4, 'waiting', $5, $6) on conflict do nothing`,
      [id, subscriberId, messageId ?? null, messageHeader, queuedAt, dueAt ?? null],
    );
  }

  /** Confirmed subscribers who have no mail of this message yet. */
  async owed(messageId: string): Promise<{ id: string }[]> {
    return this.db.many(
      `select id from announcements.subscriber s where state = 'confirmed'
       and not exists (select from announcements.mail m where m.subscriber_id = s.id and m.message_id = $1) order by id`,
      [messageId],
    );
  }

  async get(id: string): Promise<Mail | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from announcements.mail where id = $1`, [id]));
  }

  async attempted(id: string, now: Date): Promise<void> {
    await this.db.run(
      `update announcements.mail set state = 'attempted', attempts = attempts + 1, attempted_at = $2, due_at = null where id = $1`,
      [id, now],
    );
  }

  async sent(id: string, now: Date): Promise<void> {
    await this.db.run(`update announcements.mail set state = 'sent', sent_at = $2, error = null where id = $1`, [id, now]);
  }

  async failed(id: string, error: string, again: Date | undefined): Promise<void> {
    await this.db.run(`update announcements.mail set state = $2, error = $3, due_at = $4 where id = $1`, [
      id,
      again ? 'waiting' : 'failed',
      error.slice(0, 300),
      again ?? null,
    ]);
  }

  async due(now: Date, limit: number): Promise<Mail[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from announcements.mail where state = 'waiting' and due_at <= $1 order by due_at limit $2`,
        [now, limit],
      ),
    );
  }

  /** How many mails of an announcement are in which state. */
  async tally(announcementId: string): Promise<{ state: MailState; count: number }[]> {
    return this.db.many(
      `select m.state, count(*) as count from announcements.mail m join announcements.message a on a.id = m.message_id
       where a.announcement_id = $1 group by m.state order by m.state`,
      [announcementId],
    );
  }
}
