import { Injectable } from '@nestjs/common';
import { Db, Tx } from '../platform/index.js';
import { canonicalJson } from './rules.js';
import type { EntryDraft } from './types.js';

/** Writes an entry in the transaction of the verb that it tells of. */
@Injectable()
export class Ledger {
  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
  ) {}

  async record({ at, verb, actor, subject, detail }: EntryDraft): Promise<void> {
    await this.db.run(
      `with entry as (
         insert into audit.entry (at, verb, actor, subject_type, subject_id, detail) values ($1, $2, $3, $4, $5, $6) returning id
       )
       insert into audit.unsealed (entry_id) select id from entry`,
      [at, verb, actor, subject.type, subject.id, canonicalJson(detail)],
    );
    this.tx.markAudited();
  }
}
