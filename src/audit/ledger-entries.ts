import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';

export interface LedgerEntry {
  id: number;
  at: Date;
  verb: string;
  actor: string;
  subjectType: string;
  subjectId: string;
  detail: string;
  sealed: boolean;
}

const COLUMNS = `e.id, e.at, e.verb, e.actor, e.subject_type, e.subject_id, e.detail,
  exists (select from audit.seal s where s.entry_id = e.id) as sealed`;

@Injectable()
export class LedgerEntries {
  constructor(private readonly db: Db) {}

  /** Newest first, `limit` entries older than the entry `before`. */
  page(limit: number, before?: number): Promise<LedgerEntry[]> {
    return this.db.many<LedgerEntry>(
      `select ${COLUMNS} from audit.entry e where $2::bigint is null or e.id < $2 order by e.id desc limit $1`,
      [limit, before],
    );
  }

  /** What was done to any of these subjects, oldest first. */
  ofAll(subjects: { type: string; id: string }[]): Promise<LedgerEntry[]> {
    return this.db.many<LedgerEntry>(
      `select ${COLUMNS} from audit.entry e where (e.subject_type, e.subject_id) in (select * from unnest($1::text[], $2::text[])) order by e.id`,
      [subjects.map(({ type }) => type), subjects.map(({ id }) => id)],
    );
  }

  /** What was done to one subject, oldest first. */
  of(subjectType: string, subjectId: string): Promise<LedgerEntry[]> {
    return this.db.many<LedgerEntry>(
      `select ${COLUMNS} from audit.entry e where e.subject_type = $1 and e.subject_id = $2 order by e.id`,
      [subjectType, subjectId],
    );
  }
}
