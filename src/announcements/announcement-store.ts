import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import type { Announcement, AnnouncementMessage, AnnouncementWithMessages } from './types.js';

const COLUMNS = 'id, incident_id, state, published_at, updated_at, cancelled_at';
const MESSAGE = 'id, announcement_id, number, kind, reason, sender, exercise, sent_at, facts, words';

@Injectable()
export class AnnouncementStore {
  constructor(private readonly db: Db) {}

  async insert(announcement: Announcement): Promise<void> {
    const { id, incidentId, state, publishedAt, updatedAt } = announcement;
    await this.db.run(
      `insert into announcements.announcement (id, incident_id, state, published_at, updated_at) values ($1, $2, $3, $4, $5)`,
      [id, incidentId, state, publishedAt, updatedAt],
    );
  }

  async save({ id, state, updatedAt, cancelledAt }: Announcement): Promise<void> {
    await this.db.run(`update announcements.announcement set state = $2, updated_at = $3, cancelled_at = $4 where id = $1`, [
      id,
      state,
      updatedAt,
      cancelledAt ?? null,
    ]);
  }

  async add(message: AnnouncementMessage): Promise<void> {
    await this.db.run(`insert into announcements.message (${MESSAGE}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
      message.id,
      message.announcementId,
      message.number,
      message.kind,
      message.reason ?? null,
      message.sender,
      message.exercise,
      message.sentAt,
      JSON.stringify(message.facts),
      JSON.stringify(message.words),
    ]);
  }

  /** Two who announce the same incident at once wait for each other. */
  async lockIncident(incidentId: string): Promise<void> {
    await this.db.many('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`announcements/${incidentId}`]);
  }

  /** Throws `announcements.no-such-announcement`. */
  async lock(id: string): Promise<AnnouncementWithMessages> {
    const row = await this.db.maybe(`select ${COLUMNS} from announcements.announcement where id = $1 for update`, [id]);
    if (!row) throw errors.noSuchAnnouncement({ id });
    return this.withMessages(withoutNulls<Announcement>(row));
  }

  async get(id: string): Promise<AnnouncementWithMessages> {
    const row = await this.db.maybe(`select ${COLUMNS} from announcements.announcement where id = $1`, [id]);
    if (!row) throw errors.noSuchAnnouncement({ id });
    return this.withMessages(withoutNulls<Announcement>(row));
  }

  async currentOf(incidentId: string): Promise<Announcement | undefined> {
    return withoutNulls(
      await this.db.maybe(`select ${COLUMNS} from announcements.announcement where incident_id = $1 and state = 'current'`, [
        incidentId,
      ]),
    );
  }

  /** The current one, or else the one that ended last. */
  async latestOf(incidentId: string): Promise<Announcement | undefined> {
    return withoutNulls(
      await this.db.maybe(
        `select ${COLUMNS} from announcements.announcement where incident_id = $1
         order by cancelled_at desc nulls first, id desc limit 1`,
        [incidentId],
      ),
    );
  }

  async ofMessage(messageId: string): Promise<AnnouncementWithMessages | undefined> {
    const row = await this.db.maybe<{ id: string }>('select announcement_id as id from announcements.message where id = $1', [
      messageId,
    ]);
    return row && this.get(row.id);
  }

  /** The newest change first; as it stood at `at`. */
  async by(at: Date, limit: number): Promise<AnnouncementWithMessages[]> {
    const rows = allWithoutNulls<Announcement>(
      await this.db.many(
        `select ${COLUMNS} from announcements.announcement where published_at <= $1 order by updated_at desc, id desc limit $2`,
        [at, limit],
      ),
    );
    const messages = await this.messagesOf(
      rows.map((row) => row.id),
      at,
    );
    return rows.map((row) => asOf({ ...row, messages: messages.filter((message) => message.announcementId === row.id) }));
  }

  private async withMessages(announcement: Announcement): Promise<AnnouncementWithMessages> {
    return { ...announcement, messages: await this.messagesOf([announcement.id]) };
  }

  private async messagesOf(ids: string[], at?: Date): Promise<AnnouncementMessage[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${MESSAGE} from announcements.message
         where announcement_id = any($1) and ($2::timestamptz is null or sent_at <= $2) order by announcement_id, number`,
        [ids, at ?? null],
      ),
    );
  }
}

/** An announcement that was cancelled later still stood then. */
function asOf(announcement: AnnouncementWithMessages): AnnouncementWithMessages {
  const last = announcement.messages.at(-1);
  if (!last) return announcement;
  const cancelled = last.kind === 'cancel';
  return {
    ...announcement,
    state: cancelled ? 'cancelled' : 'current',
    updatedAt: last.sentAt,
    cancelledAt: cancelled ? last.sentAt : undefined,
  };
}
