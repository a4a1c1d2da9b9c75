import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import { isId } from './ids.js';
import type { GuestTime } from './own-use.js';
import type { Disclosure, HostRequest } from './types.js';

/** A host of what is public now, with the offerings by which it still receives people. */
export interface ReceivingHost extends HostRequest {
  incidentId: string;
  offeringIds: string[];
}

const COLUMNS = `id, reroute_id, office_id, state, asked, wanted_from, asked_at, link_made_at, services, per_day, start_on, note, answered_at, answered_by,
  called_name, called_at, logged_by, disclosure, link_issue`;

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
         answered_by, called_name, called_at, logged_by, disclosure)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       on conflict (reroute_id, office_id) do update set state = excluded.state, asked = excluded.asked, services = excluded.services, per_day = excluded.per_day,
         start_on = excluded.start_on, note = excluded.note, answered_at = excluded.answered_at, answered_by = excluded.answered_by,
         called_name = excluded.called_name, called_at = excluded.called_at, logged_by = excluded.logged_by,
         disclosure = excluded.disclosure`,
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
        request.disclosure,
      ],
    );
  }

  /** A new link makes the one before worthless. */
  async setToken(id: string, hash: Buffer, issue: number, at: Date): Promise<void> {
    await this.db.run('update rerouting.host_request set token_hash = $2, link_issue = $3, link_made_at = $4 where id = $1', [
      id,
      hash,
      issue,
      at,
    ]);
  }

  async hasToken(id: string, hash: Buffer): Promise<boolean> {
    const sql = 'select exists (select from rerouting.host_request where id = $1 and token_hash = $2) as has';
    return (await this.db.one<{ has: boolean }>(sql, [id, hash])).has;
  }

  /** Those of the same office in whatever is public for the incident of this one; undefined where it is not a host of it. */
  async publishedFor({ rerouteId, officeId }: Pick<HostRequest, 'rerouteId' | 'officeId'>): Promise<HostRequest | undefined> {
    const row = await this.db.maybe<HostRequest>(
      `select ${COLUMNS.replace(/\w+/g, 'h.$&')} from rerouting.host_request h join rerouting.reroute r on r.id = h.reroute_id
       where h.office_id = $2 and h.state = 'accepted' and r.state in ('published', 'returning')
         and r.incident_id = (select incident_id from rerouting.reroute where id = $1)`,
      [rerouteId, officeId],
    );
    return row && withoutNulls(row);
  }

  /** Hosts of what is public now to which people are still sent; of one office where it is named. */
  async receiving(officeId?: string): Promise<ReceivingHost[]> {
    const rows = await this.db.many<ReceivingHost>(
      `select ${COLUMNS.replace(/\w+/g, 'h.$&')}, r.incident_id, sent.offering_ids
       from rerouting.host_request h join rerouting.reroute r on r.id = h.reroute_id cross join lateral (
         select array_agg(distinct l.offering_id) as offering_ids from rerouting.leg l join rerouting.coverage c using (reroute_id, version, service_id, region_code)
         where l.reroute_id = r.id and l.version = r.version and l.office_id = h.office_id and c.published_from is not null and c.published_until is null
       ) sent
       where h.state = 'accepted' and r.state in ('published', 'returning') and sent.offering_ids is not null
         and ($1::text is null or h.office_id = $1) order by h.id`,
      [officeId],
    );
    return allWithoutNulls(rows);
  }

  /** What hosts of these reroutes granted; those that did not say yes are left out. */
  async granted(rerouteIds: string[], officeIds: string[]): Promise<Pick<HostRequest, 'rerouteId' | 'officeId' | 'perDay'>[]> {
    const rows = await this.db.many<HostRequest>(
      `select reroute_id, office_id, per_day from rerouting.host_request
       where reroute_id = any($1) and office_id = any($2) and state = 'accepted'`,
      [rerouteIds, officeIds],
    );
    return allWithoutNulls(rows);
  }

  /** When these offices took guests by what was public at some time since the civil date `from`. */
  async guestTimes(officeIds: string[], from: string): Promise<GuestTime[]> {
    const rows = await this.db.many<GuestTime>(
      `select h.office_id, h.start_on, r.published_at, r.ended_at from rerouting.host_request h join rerouting.reroute r on r.id = h.reroute_id
       where h.office_id = any($1) and h.state = 'accepted' and r.published_at is not null and (r.ended_at is null or r.ended_at >= $2::date)
       order by h.office_id, r.published_at`,
      [officeIds, from],
    );
    return allWithoutNulls(rows);
  }

  async setDisclosure(rerouteIds: string[], officeId: string, disclosure: Disclosure): Promise<void> {
    await this.db.run('update rerouting.host_request set disclosure = $3 where reroute_id = any($1) and office_id = $2', [
      rerouteIds,
      officeId,
      disclosure,
    ]);
  }

  closeOpen(rerouteId: string): Promise<number> {
    return this.db.run(`update rerouting.host_request set state = 'closed' where reroute_id = $1 and state = 'open'`, [
      rerouteId,
    ]);
  }
}
