import { Injectable } from '@nestjs/common';
import { Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';

/** A riddle that only the holder of an escrow key can solve. */
export interface Drill {
  id: string;
  recipient: string;
  askedAt: Date;
  /** SHA-256 of the answer: the server forgets the answer itself. */
  answerDigest: string;
  /** The answer, sealed to the recipient alone, in age's ASCII armor. */
  sealed: string;
  answeredAt?: Date;
}

@Injectable()
export class DrillStore {
  constructor(private readonly db: Db) {}

  async add({ id, recipient, askedAt, answerDigest, sealed }: Drill, askedBy: string): Promise<void> {
    await this.db.run(
      'insert into backup.escrow_drill (id, recipient, asked_at, asked_by, answer_digest, sealed) values ($1, $2, $3, $4, $5, $6)',
      [id, recipient, askedAt, askedBy, answerDigest, sealed],
    );
  }

  async get(id: string): Promise<Drill> {
    const sql = 'select id, recipient, asked_at, answer_digest, sealed, answered_at from backup.escrow_drill where id = $1';
    const drill = await this.db.maybe<Drill>(sql, [id]);
    if (!drill) throw errors.noSuchDrill({ drill: id });
    return withoutNulls(drill);
  }

  /** Once: an answer that was noted down proves no key a second time. Throws `no-such-drill`. */
  async answered(id: string, at: Date, by: string): Promise<void> {
    const sql = 'update backup.escrow_drill set answered_at = $2, answered_by = $3 where id = $1 and answered_at is null';
    if ((await this.db.run(sql, [id, at, by])) === 0) throw errors.noSuchDrill({ drill: id });
  }

  /** When each recipient's key was last shown to open. */
  async proven(): Promise<Map<string, Date>> {
    const rows = await this.db.many<{ recipient: string; at: Date }>(
      'select recipient, max(answered_at) as at from backup.escrow_drill where answered_at is not null group by recipient',
    );
    return new Map(rows.map(({ recipient, at }) => [recipient, at]));
  }
}
