import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import { EXCUSED, excusedBy } from '../obligations/obligation-store.js';
import type { Dispensation, EndedReason, Notice, NoticeState, Obligation } from '../types.js';

const COLUMNS = `code, number, decision_id as dispensation_id, obligation_id, state, payload, signature, key_id, issued_at, ended_at, ended_reason, replaced_by`;

export interface PublishedKey {
  id: string;
  publicKey: string;
  since: Date;
}

export type NoticeCounts = Record<NoticeState, number>;

@Injectable()
export class NoticeStore {
  constructor(private readonly db: Db) {}

  /** Obligations that the decision excuses and that have no valid notice under it. */
  async waiting(decision: Dispensation, limit: number): Promise<Obligation[]> {
    const rows = await this.db.many(
      `select o.* from dispensation.obligation o where ${EXCUSED}
       and not exists (select from dispensation.notice n where n.decision_id = $5 and n.obligation_id = o.id and n.state = 'valid')
       order by o.id limit $6`,
      [...excusedBy(decision), decision.id, limit],
    );
    return allWithoutNulls<Obligation>(rows);
  }

  async numbers(count: number): Promise<number[]> {
    const rows = await this.db.many<{ n: number }>(
      `select nextval('dispensation.notice_number') as n from generate_series(1, $1)`,
      [count],
    );
    return rows.map(({ n }) => n);
  }

  async insert(notices: Notice[]): Promise<void> {
    const column = (read: (notice: Notice) => unknown) => notices.map(read);
    await this.db.run(
      `insert into dispensation.notice (code, number, decision_id, obligation_id, payload, signature, key_id, issued_at)
       select * from unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])`,
      [
        column((n) => n.code),
        column((n) => n.number),
        column((n) => n.dispensationId),
        column((n) => n.obligationId),
        column((n) => n.payload),
        column((n) => n.signature),
        column((n) => n.keyId),
        column((n) => n.issuedAt),
      ],
    );
  }

  /** Notices under the replaced decision whose obligation now has one under `by`. */
  async replace(replacedId: string, byId: string, at: Date): Promise<number> {
    return this.db.run(
      `update dispensation.notice old set state = 'replaced', ended_at = $3, ended_reason = 'replaced', replaced_by = new.code
       from dispensation.notice new where old.decision_id = $1 and old.state = 'valid'
       and new.decision_id = $2 and new.obligation_id = old.obligation_id and new.state = 'valid'`,
      [replacedId, byId, at],
    );
  }

  /** Ends up to `limit` of the valid notices of a decision that has ended. */
  async revokeAll(decisionId: string, reason: EndedReason, at: Date, limit: number): Promise<number> {
    return this.db.run(
      `update dispensation.notice set state = 'revoked', ended_at = $2, ended_reason = $3
       where code in (select code from dispensation.notice where decision_id = $1 and state = 'valid' limit $4)`,
      [decisionId, at, reason, limit],
    );
  }

  /** Ends up to `limit` valid notices whose obligation the decision does not excuse, by what is now known of it. */
  async revokeUnexcused(decision: Dispensation, at: Date, limit: number): Promise<number> {
    return this.db.run(
      `update dispensation.notice ended set state = 'revoked', ended_at = $6, ended_reason = unexcused.reason from (
         select n.code, case when o.office_id = $1 then 'paid' else 'moved' end as reason
         from dispensation.notice n join dispensation.obligation o on o.id = n.obligation_id
         where n.decision_id = $5 and n.state = 'valid' and not (${EXCUSED}) limit $7) unexcused
       where ended.code = unexcused.code`,
      [...excusedBy(decision), decision.id, at, limit],
    );
  }

  async get(code: string): Promise<Notice> {
    const notice = await this.find(code);
    if (!notice) throw errors.noSuchNotice({ code });
    return notice;
  }

  async find(code: string): Promise<Notice | undefined> {
    const row = await this.db.maybe(`select ${COLUMNS} from dispensation.notice where code = $1`, [code]);
    return row && withoutNulls<Notice>(row);
  }

  /** Pages by number: pass the last one of the page before. */
  async page(decisionId: string, afterNumber: string, limit: number): Promise<Notice[]> {
    const rows = await this.db.many(
      `select ${COLUMNS} from dispensation.notice where decision_id = $1 and number > $2 order by number limit $3`,
      [decisionId, afterNumber, limit],
    );
    return allWithoutNulls<Notice>(rows);
  }

  async counts(decisionId: string): Promise<NoticeCounts> {
    const rows = await this.db.many<{ state: NoticeState; count: number }>(
      'select state, count(*) as count from dispensation.notice where decision_id = $1 group by state',
      [decisionId],
    );
    return { valid: 0, replaced: 0, revoked: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }

  async publishKey({ id, publicKey, since }: PublishedKey): Promise<void> {
    await this.db.run('insert into dispensation.notice_key (id, public_key, since) values ($1, $2, $3) on conflict do nothing', [
      id,
      publicKey,
      since,
    ]);
  }

  keys(): Promise<PublishedKey[]> {
    return this.db.many('select id, public_key, since from dispensation.notice_key order by since desc');
  }
}
