import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import { isId } from './ids.js';
import type { HostRequest } from './types.js';

const COLUMNS = `id, reroute_id, office_id, state, asked, wanted_from, asked_at, link_made_at, services, per_day, start_on, note, answered_at, answered_by,
  called_name, called_at, logged_by`;

@Injectable()
export class HostStore {
  constructor(private readonly db: Db) {}

  async of(rerouteId: string): Promise<HostRequest[]> {
    const rows = await this.db.many<HostRequest>(
      `select ${COLUMNS} from rerouting.host_request where reroute_id = $1 order by office_id`,
      [rerouteId],
    );
    return allWithoutNulls(rows);
  }

  async find(id: string): Promise<HostRequest> {
    if (!isId(id)) throw errors.noSuchRequest({ requestId: id });
    const row = await this.db.maybe<HostRequest>(`select ${COLUMNS} from rerouting.host_request where id = $1`, [id]);
    if (!row) throw errors.noSuchRequest({ requestId: id });
    return withoutNulls(row);
  }

  async byToken(hash: Buffer): Promise<HostRequest> {
    const row = await this.db.maybe<HostRequest>(`select ${COLUMNS} from rerouting.host_request where token_hash = $1`, [hash]);
    if (!row) throw errors.noSuchRequest();
    return withoutNulls(row);
  }

  /** Writes the question, or asks again with other figures where the office was asked before. */
  async put(request: HostRequest): Promise<void> {
    await this.db.run(
      `insert into rerouting.host_request (id, reroute_id, office_id, state, asked, wanted_from, asked_at, services, per_day, start_on, note, answered_at,
         answered_by, called_name, called_at, logged_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       on conflict (reroute_id, office_id) do update set state = excluded.state, asked = excluded.asked, services = excluded.services, per_day = excluded.per_day,
         start_on = excluded.start_on, note = excluded.note, answered_at = excluded.answered_at, answered_by = excluded.answered_by,
         called_name = excluded.called_name, called_at = excluded.called_at, logged_by = excluded.logged_by`,
      [
        request.id,
        request.rerouteId,
        request.officeId,
        request.state,
        JSON.stringify(request.asked),
        request.wantedFrom,
        request.askedAt,
        request.services,
        request.perDay,
        request.startOn,
        request.note,
        request.answeredAt,
        request.answeredBy,
        request.calledName,
        request.calledAt,
        request.loggedBy,
      ],
    );
  }

  /** A new link makes the one before worthless. */
  async setToken(id: string, hash: Buffer, at: Date): Promise<void> {
    await this.db.run('update rerouting.host_request set token_hash = $2, link_made_at = $3 where id = $1', [id, hash, at]);
  }

  closeOpen(rerouteId: string): Promise<number> {
    return this.db.run(`update rerouting.host_request set state = 'closed' where reroute_id = $1 and state = 'open'`, [
      rerouteId,
    ]);
  }
}
