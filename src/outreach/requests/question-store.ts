import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { SmsDraft } from './read-sms.js';

/** What was asked back of a number; the next message from there is read as its answer. */
export interface Question {
  draft: SmsDraft;
  asks: 'place' | 'service';
  /** Village or kecamatan codes, or service ids, in the order in which they were numbered. */
  choices: { id: string; name: string }[];
}

@Injectable()
export class QuestionStore {
  constructor(private readonly db: Db) {}

  async ask(phone: string, { draft, asks, choices }: Question, dueAt: Date): Promise<void> {
    await this.db.run(
      `insert into outreach.question (phone, draft, asks, choices, due_at) values ($1, $2, $3, $4, $5)
       on conflict (phone) do update set draft = excluded.draft, asks = excluded.asks, choices = excluded.choices, due_at = excluded.due_at`,
      [phone, JSON.stringify(draft), asks, JSON.stringify(choices), dueAt],
    );
  }

  open(phone: string, now: Date): Promise<Question | undefined> {
    return this.db.maybe<Question>('select draft, asks, choices from outreach.question where phone = $1 and due_at > $2', [
      phone,
      now,
    ]);
  }

  async settle(phone: string): Promise<void> {
    await this.db.run('delete from outreach.question where phone = $1', [phone]);
  }

  async heard(key: string): Promise<string | undefined> {
    return (await this.db.maybe<{ reply: string }>('select reply from outreach.heard where key = $1', [key]))?.reply;
  }

  async hear(key: string, reply: string, now: Date): Promise<void> {
    await this.db.run('insert into outreach.heard (key, reply, at) values ($1, $2, $3)', [key, reply, now]);
  }
}
