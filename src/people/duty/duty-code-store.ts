import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import { digest } from '../secrets.js';

const LIVE = 'used_at is null and revoked_at is null';

/** How many codes of a place are left, and how many were used. */
export interface CodeCount {
  memberId: string;
  live: number;
  used: number;
  /** When the sheet with the live ones was printed. */
  printedAt?: Date;
}

/** Whose code it was. */
export interface UsedCode {
  memberId: string;
  /** Who printed the sheet and may have seen it. */
  printedBy: string;
}

@Injectable()
export class DutyCodeStore {
  constructor(private readonly db: Db) {}

  async add(memberId: string, codes: readonly string[], by: string, now: Date): Promise<void> {
    await this.db.run(
      `insert into people.duty_code (hash, member_id, printed_at, printed_by)
       select decode(hex, 'hex'), $1, $2, $3 from unnest($4::text[]) as t (hex)`,
      [memberId, now, by, codes.map((code) => digest(code).toString('hex'))],
    );
  }

  /** Ends what is left of a place; returns how many. */
  revoke(memberId: string, now: Date): Promise<number> {
    return this.db.run(`update people.duty_code set revoked_at = $2 where member_id = $1 and ${LIVE}`, [memberId, now]);
  }

  /** Uses a code up, once: of two at the same moment one gets nothing. */
  use(code: string, now: Date): Promise<UsedCode | undefined> {
    return this.db.maybe<UsedCode>(
      `update people.duty_code set used_at = $2 where hash = $1 and ${LIVE} returning member_id, printed_by`,
      [digest(code), now],
    );
  }

  counts(): Promise<CodeCount[]> {
    return this.db.many<CodeCount>(
      `select member_id, count(*) filter (where ${LIVE}) as live, count(used_at) as used, max(printed_at) filter (where ${LIVE}) as printed_at
       from people.duty_code group by member_id`,
    );
  }
}
