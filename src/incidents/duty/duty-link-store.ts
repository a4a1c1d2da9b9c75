import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

/** Whom a link is for, and what about. */
export interface DutyLink {
  callId: string;
  incidentId: string;
  memberId: string;
}

const USABLE = 'hash = $1 and used_at is null and expires_at > $2';

@Injectable()
export class DutyLinkStore {
  constructor(private readonly db: Db) {}

  async add({ callId, incidentId, memberId }: DutyLink, hash: Buffer, expiresAt: Date): Promise<void> {
    await this.db.run(
      'insert into incidents.duty_link (call_id, hash, incident_id, member_id, expires_at) values ($1, $2, $3, $4, $5)',
      [callId, hash, incidentId, memberId, expiresAt],
    );
  }

  look(hash: Buffer, now: Date): Promise<DutyLink | undefined> {
    return this.db.maybe<DutyLink>(`select call_id, incident_id, member_id from incidents.duty_link where ${USABLE}`, [
      hash,
      now,
    ]);
  }

  /** Uses a link up, once: of two at the same moment one gets nothing. */
  use(hash: Buffer, now: Date): Promise<DutyLink | undefined> {
    return this.db.maybe<DutyLink>(
      `update incidents.duty_link set used_at = $2 where ${USABLE} returning call_id, incident_id, member_id`,
      [hash, now],
    );
  }
}
