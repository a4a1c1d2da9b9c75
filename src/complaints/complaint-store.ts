import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import type { Complaint } from './types.js';

const COLUMNS = `id, tracking, door, state, sender_id, locale, agency_code, office_id, service_id, region_code, handed_to,
  close_reason, received_at, reply_by, resolve_by, answered_at, silent_after, closed_at, purged_at`;

@Injectable()
export class ComplaintStore {
  constructor(private readonly db: Db) {}

  async insert(complaint: Complaint): Promise<void> {
    await this.db.run(
      `insert into complaints.complaint (${COLUMNS})
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      cells(complaint),
    );
  }

  async save(complaint: Complaint): Promise<void> {
    await this.db.run(
      `update complaints.complaint set (${COLUMNS})
       = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) where id = $1`,
      cells(complaint),
    );
  }

  /** Throws `complaints.no-such-complaint`. */
  async lock(id: string): Promise<Complaint> {
    const row = await this.db.maybe(`select ${COLUMNS} from complaints.complaint where id = $1 for update`, [id]);
    if (!row) throw errors.noSuchComplaint();
    return withoutNulls<Complaint>(row);
  }

  async byTracking(tracking: string): Promise<Complaint | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from complaints.complaint where tracking = $1`, [tracking]));
  }

  async get(id: string): Promise<Complaint | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from complaints.complaint where id = $1`, [id]));
  }

  /** The most urgent first. */
  async open(limit: number): Promise<Complaint[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from complaints.complaint where state <> 'closed' order by reply_by, received_at, id limit $1`,
        [limit],
      ),
    );
  }

  async closed(limit: number): Promise<Complaint[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from complaints.complaint where state = 'closed' order by closed_at desc, id limit $1`,
        [limit],
      ),
    );
  }

  async newestOpenOf(senderId: string): Promise<Complaint | undefined> {
    return withoutNulls(
      await this.db.maybe(
        `select ${COLUMNS} from complaints.complaint where sender_id = $1 and state <> 'closed'
         order by received_at desc, id desc limit 1 for update`,
        [senderId],
      ),
    );
  }

  /** Answered, and the citizen stayed silent until after the day. */
  async silentBefore(day: string, limit: number): Promise<{ id: string }[]> {
    return this.db.many(
      `select id from complaints.complaint where state = 'answered' and silent_after < $1 order by silent_after, id limit $2`,
      [day, limit],
    );
  }
}

function cells(c: Complaint): unknown[] {
  return [
    c.id,
    c.tracking,
    c.door,
    c.state,
    c.senderId,
    c.locale,
    c.agencyCode,
    c.officeId,
    c.serviceId,
    c.regionCode,
    c.handedTo,
    c.closeReason,
    c.receivedAt,
    c.replyBy,
    c.resolveBy,
    c.answeredAt,
    c.silentAfter,
    c.closedAt,
    c.purgedAt,
  ].map((cell) => cell ?? null);
}
