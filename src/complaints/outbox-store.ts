import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import type { Outgoing } from './types.js';

export interface Letter extends Outgoing {
  /** Absent when the sender was purged. */
  address?: string;
  text: string;
}

const COLUMNS =
  'o.id, o.message_id, o.sender_id, o.state, o.attempts, o.error, o.due_at, o.created_at, o.sent_at, s.address, m.text';
const LETTERS = `complaints.outgoing o join complaints.message m on m.id = o.message_id left join complaints.sender s on s.id = o.sender_id`;

@Injectable()
export class OutboxStore {
  constructor(private readonly db: Db) {}

  async insert(outgoing: Outgoing): Promise<void> {
    await this.db.run(
      `insert into complaints.outgoing (id, message_id, sender_id, state, due_at, created_at) values ($1, $2, $3, $4, $5, $6)`,
      [outgoing.id, outgoing.messageId, outgoing.senderId ?? null, outgoing.state, outgoing.dueAt ?? null, outgoing.createdAt],
    );
  }

  async get(id: string): Promise<Letter | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from ${LETTERS} where o.id = $1`, [id]));
  }

  async sent(id: string, reference: string | undefined, now: Date): Promise<void> {
    await this.db.run(
      `update complaints.outgoing set state = 'sent', attempts = attempts + 1, sent_at = $3, gateway_reference = $2, error = null, due_at = null
       where id = $1 and state <> 'sent'`,
      [id, reference ?? null, now],
    );
  }

  async failed(id: string, error: string, again: Date | undefined): Promise<void> {
    await this.db.run(
      `update complaints.outgoing set state = case when $3::timestamptz is null then 'failed' else 'waiting' end,
       attempts = attempts + 1, error = $2, due_at = $3 where id = $1 and state <> 'sent'`,
      [id, error.slice(0, 300), again ?? null],
    );
  }

  async due(now: Date, limit: number): Promise<Letter[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from ${LETTERS} where o.state = 'waiting' and o.due_at <= $1 order by o.due_at limit $2`,
        [now, limit],
      ),
    );
  }

  /** Never handed to a gateway, or refused by it for good: an officer has to call. */
  async stuck(limit: number): Promise<Letter[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from ${LETTERS} where o.state in ('held', 'failed') order by o.created_at desc limit $1`,
        [limit],
      ),
    );
  }
}
