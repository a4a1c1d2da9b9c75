import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import type { Message, Outgoing, Question } from './types.js';

const COLUMNS = 'id, complaint_id, sender_id, door, key, author, outcome, in_reply_to, text, at';

@Injectable()
export class MessageStore {
  constructor(private readonly db: Db) {}

  async insert(message: Message): Promise<void> {
    await this.db.run(`insert into complaints.message (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
      message.id,
      message.complaintId ?? null,
      message.senderId ?? null,
      message.door,
      message.key ?? null,
      message.author,
      message.outcome,
      message.inReplyTo ?? null,
      message.text,
      message.at,
    ]);
  }

  async byKey(door: string, key: string): Promise<Message | undefined> {
    return withoutNulls(
      await this.db.maybe(`select ${COLUMNS} from complaints.message where door = $1 and key = $2`, [door, key]),
    );
  }

  async repliesTo(id: string): Promise<(Message & { outgoing?: Outgoing['state'] })[]> {
    return allWithoutNulls(
      await this.db.many(
        `select m.*, o.state as outgoing from complaints.message m
         left join complaints.outgoing o on o.message_id = m.id
         where m.in_reply_to = $1 order by m.number`,
        [id],
      ),
    );
  }

  async ofComplaint(complaintId: string): Promise<(Message & { outgoing?: Outgoing['state'] })[]> {
    return allWithoutNulls(
      await this.db.many(
        `select m.*, o.state as outgoing from complaints.message m
         left join complaints.outgoing o on o.message_id = m.id
         where m.complaint_id = $1 order by m.number`,
        [complaintId],
      ),
    );
  }

  /** Messages that became no complaint, the newest first. */
  async loose(limit: number): Promise<Message[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from complaints.message where complaint_id is null and author = 'citizen' order by number desc limit $1`,
        [limit],
      ),
    );
  }

  async countSince(senderId: string, since: Date): Promise<{ total: number; told: number }> {
    return this.db.one(
      `select count(*) as total, count(*) filter (where outcome = 'flood') as told
       from complaints.message where sender_id = $1 and author = 'citizen' and at > $2`,
      [senderId, since],
    );
  }

  async ask(question: Question): Promise<void> {
    await this.db.run('delete from complaints.question where sender_id = $1 or complaint_id = $2', [
      question.senderId ?? null,
      question.complaintId,
    ]);
    await this.db.run(
      `insert into complaints.question (complaint_id, sender_id, asks, choices, asked_at, due_at) values ($1, $2, $3, $4, $5, $6)`,
      [
        question.complaintId,
        question.senderId ?? null,
        question.asks,
        JSON.stringify(question.choices),
        question.askedAt,
        question.dueAt,
      ],
    );
  }

  async questionOf(by: { senderId?: string; complaintId?: string }, now: Date): Promise<Question | undefined> {
    return withoutNulls(
      await this.db.maybe(
        `select complaint_id, sender_id, asks, choices, asked_at, due_at from complaints.question
         where (sender_id = $1 or complaint_id = $2) and due_at > $3 order by asked_at desc limit 1`,
        [by.senderId ?? null, by.complaintId ?? null, now],
      ),
    );
  }

  async settle(complaintId: string): Promise<void> {
    await this.db.run('delete from complaints.question where complaint_id = $1', [complaintId]);
  }

  /** Two deliveries of the same message wait for each other. */
  async lockKey(door: string, key: string): Promise<void> {
    await this.db.many('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`complaints/${door}:${key}`]);
  }
}
