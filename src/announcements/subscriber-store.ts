import { Injectable } from '@nestjs/common';
import { Db, withoutNulls } from '../platform/index.js';
import type { Subscriber } from './types.js';

const COLUMNS = 'id, address, locale, state, confirm_key, leave_key, asked_at, confirm_by, confirmed_at';

@Injectable()
export class SubscriberStore {
  constructor(private readonly db: Db) {}

  async save(subscriber: Subscriber): Promise<void> {
    const { id, address, locale, state, confirmKey, leaveKey, askedAt, confirmBy, confirmedAt } = subscriber;
    await this.db.run(
      `insert into announcements.subscriber (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (id) do update set locale = $3, state = $4, confirm_key = $5, asked_at = $7, confirm_by = $8, confirmed_at = $9`,
      [id, address, locale, state, confirmKey, leaveKey, askedAt, confirmBy, confirmedAt ?? null],
    );
  }

  /** Two who subscribe one address at once wait for each other. */
  async lockAddress(address: string): Promise<Subscriber | undefined> {
    await this.db.many('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`announcements/mail/${address}`]);
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from announcements.subscriber where address = $1`, [address]));
  }

  async byConfirmKey(key: string): Promise<Subscriber | undefined> {
    return withoutNulls(
      await this.db.maybe(`select ${COLUMNS} from announcements.subscriber where confirm_key = $1 for update`, [key]),
    );
  }

  async byLeaveKey(key: string): Promise<Subscriber | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from announcements.subscriber where leave_key = $1`, [key]));
  }

  async get(id: string): Promise<Subscriber | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from announcements.subscriber where id = $1`, [id]));
  }

  /** The address goes with the row, and with it every mail that was sent there. */
  async forget(id: string): Promise<void> {
    await this.db.run('delete from announcements.subscriber where id = $1', [id]);
  }

  forgetUnconfirmed(before: Date): Promise<number> {
    return this.db.run(`delete from announcements.subscriber where state = 'pending' and confirm_by < $1`, [before]);
  }

  async count(): Promise<number> {
    const { count } = await this.db.one<{ count: number }>(
      `select count(*) as count from announcements.subscriber where state = 'confirmed'`,
    );
    return count;
  }
}
