import { Injectable } from '@nestjs/common';
import { Db, newId, withoutNulls } from '../platform/index.js';
import type { Sender } from './types.js';

/** How to reach citizens: the only rows that know. */
@Injectable()
export class SenderStore {
  constructor(private readonly db: Db) {}

  /** The row of this address, made when new and locked: the messages of one sender are dealt with one after the other. */
  async touch(address: string, now: Date): Promise<Sender> {
    const row = await this.db.one(
      `insert into complaints.sender (id, address, last_at) values ($1, $2, $3)
       on conflict (address) do update set last_at = greatest(complaints.sender.last_at, excluded.last_at)
       returning id, address, region_code, last_at`,
      [newId(), address, now],
    );
    return withoutNulls<Sender>(row);
  }

  async livesIn(id: string, regionCode: string, now: Date): Promise<void> {
    await this.db.run('update complaints.sender set region_code = $2, region_told_at = $3 where id = $1', [id, regionCode, now]);
  }

  async get(id: string): Promise<Sender | undefined> {
    return withoutNulls(
      await this.db.maybe('select id, address, region_code, last_at from complaints.sender where id = $1', [id]),
    );
  }

  /**
   * Forgets: the words and the numbers of complaints closed before `before`, messages that became no complaint, and senders
   * who have nothing open. Counts, states, offices and dates stay.
   */
  async purge(before: Date, now: Date): Promise<{ complaints: number; messages: number; senders: number }> {
    const complaints = await this.db.run(
      `update complaints.complaint set purged_at = $2, sender_id = null where state = 'closed' and closed_at < $1 and purged_at is null`,
      [before, now],
    );
    const messages = await this.db.run(
      `update complaints.message m set text = '', sender_id = null
       where text <> '' and ((m.complaint_id is null and m.at < $1)
          or exists (select from complaints.complaint c where c.id = m.complaint_id and c.purged_at is not null))`,
      [before],
    );
    const senders = await this.db.run(
      `delete from complaints.sender s where last_at < $1
       and not exists (select from complaints.complaint c where c.sender_id = s.id)`,
      [before],
    );
    return { complaints, messages, senders };
  }
}
