import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Door, RequestState, VisitRequest } from '../types.js';

const COLUMNS = `id, tracking, door, state, decided, requester_id, locale, service_id, village_code, people, needs, received_at,
  visit_id, conflicts, ended_at, purged_at`;

export interface RequestFilter {
  state?: RequestState;
  /** A kab/kota, kecamatan or village: everything below it. */
  under?: string;
  serviceId?: string;
}

interface Sameness {
  phone?: string;
  name?: string;
  serviceId: string;
  villageCode: string;
}

/** Figures of one village. Requests and people; who withdrew is in none of them. */
export interface Coverage {
  villageCode: string;
  asked: number;
  askedPeople: number;
  planned: number;
  plannedPeople: number;
  served: number;
  servedPeople: number;
  waiting: number;
  waitingPeople: number;
  movedOn: number;
  waitingSince?: Date;
}

@Injectable()
export class RequestStore {
  constructor(private readonly db: Db) {}

  async insert(requests: (VisitRequest & { key?: string })[]): Promise<void> {
    await this.db.run(
      `insert into outreach.request (id, tracking, door, key, state, requester_id, locale, service_id, village_code, people, needs, received_at)
       select id, tracking, door, key, state, "requesterId", locale, "serviceId", "villageCode", people, needs, "receivedAt"
       from jsonb_to_recordset($1) as r (id uuid, tracking text, door text, key text, state text, "requesterId" uuid, locale text,
         "serviceId" text, "villageCode" text, people int, needs text[], "receivedAt" timestamptz)`,
      [JSON.stringify(requests)],
    );
  }

  /** Brings the changing columns of all of them up to date in one statement. */
  async save(requests: VisitRequest[]): Promise<void> {
    await this.db.run(
      `update outreach.request r set state = n.state, decided = n.decided, visit_id = n."visitId",
         conflicts = coalesce(n.conflicts, '{}'), ended_at = n."endedAt"
       from jsonb_to_recordset($1) as n (id uuid, state text, decided text, "visitId" uuid, conflicts text[], "endedAt" timestamptz)
       where r.id = n.id`,
      [JSON.stringify(requests)],
    );
  }

  /** In the order of their ids, so that two who lock the same ones wait for each other and not in a circle. */
  async lock(ids: string[]): Promise<VisitRequest[]> {
    return allWithoutNulls(
      await this.db.many(`select ${COLUMNS} from outreach.request where id = any($1) order by id for update`, [ids]),
    );
  }

  /** Throws `outreach.no-such-request`. */
  async lockOne(id: string): Promise<VisitRequest> {
    const [request] = await this.lock([id]);
    if (!request) throw errors.noSuchRequest();
    return request;
  }

  async byTracking(tracking: string): Promise<VisitRequest | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from outreach.request where tracking = $1`, [tracking]));
  }

  async byKey(door: Door, key: string): Promise<VisitRequest | undefined> {
    return withoutNulls(await this.db.maybe(`select ${COLUMNS} from outreach.request where door = $1 and key = $2`, [door, key]));
  }

  /**
   * By the place of the draft: what the same number, or without a number the same name in the same village, asked for the same
   * service since then and did not take back. The caller holds the lock of each.
   */
  async same(drafts: Sameness[], since: Date): Promise<Map<number, VisitRequest>> {
    const rows = await this.db.many<VisitRequest & { place: number }>(
      `select distinct on (d.place) d.place::int, ${prefixed('r')}
       from rows from (jsonb_to_recordset($1) as (phone text, name text, "serviceId" text, "villageCode" text)) with ordinality
         as d (phone, name, service, village, place)
       join outreach.requester q on case when d.phone is not null then q.phone = d.phone
         else q.phone is null and lower(q.name) = lower(d.name) end
       join outreach.request r on r.requester_id = q.id and r.service_id = d.service
         and (d.phone is not null or r.village_code = d.village)
       where r.received_at > $2 and r.state <> 'withdrawn' order by d.place, r.received_at desc`,
      [JSON.stringify(drafts), since],
    );
    return new Map(rows.map(({ place, ...row }) => [place - 1, withoutNulls<VisitRequest>(row)]));
  }

  async takenTrackings(trackings: string[]): Promise<Set<string>> {
    const rows = await this.db.many<{ tracking: string }>('select tracking from outreach.request where tracking = any($1)', [
      trackings,
    ]);
    return new Set(rows.map(({ tracking }) => tracking));
  }

  /** Requests of one key, one number or one village come one after the other, until the transaction ends. */
  async takeTurns(names: string[]): Promise<void> {
    await this.db.many(
      `select pg_advisory_xact_lock(hashtextextended(name, 21)) from unnest($1::text[]) as t (name) order by name`,
      [names.map((name) => `outreach:${name}`)],
    );
  }

  /** The longest waiting first. */
  async list({ state, under, serviceId }: RequestFilter, limit: number): Promise<VisitRequest[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from outreach.request where ($1::text is null or state = $1) and ($2::text is null or service_id = $2)
         and ($3::text is null or village_code = $3 or (village_code > $3 || '.' and village_code < $3 || '/'))
         order by received_at, id limit $4`,
        [state ?? null, serviceId ?? null, under ?? null, limit],
      ),
    );
  }

  /** Who waits for a service in a region; locked, so that nobody else plans them meanwhile. */
  async lockWaiting(serviceId: string, under: string): Promise<VisitRequest[]> {
    return allWithoutNulls(
      await this.db.many(
        `select ${COLUMNS} from outreach.request where state in ('requested', 'not-met') and conflicts = '{}' and service_id = $1
         and (village_code = $2 or (village_code > $2 || '.' and village_code < $2 || '/')) order by id for update`,
        [serviceId, under],
      ),
    );
  }

  async ofVisit(visitId: string): Promise<VisitRequest[]> {
    return allWithoutNulls(
      await this.db.many(`select ${COLUMNS} from outreach.request where visit_id = $1 order by received_at, id`, [visitId]),
    );
  }

  async lockVisit(visitId: string): Promise<VisitRequest[]> {
    return allWithoutNulls(
      await this.db.many(`select ${COLUMNS} from outreach.request where visit_id = $1 order by id for update`, [visitId]),
    );
  }

  async inConflict(limit: number): Promise<VisitRequest[]> {
    return allWithoutNulls(
      await this.db.many(`select ${COLUMNS} from outreach.request where conflicts <> '{}' order by received_at, id limit $1`, [
        limit,
      ]),
    );
  }

  coverage({ under, serviceId }: RequestFilter): Promise<Coverage[]> {
    return this.db
      .many<Coverage>(
        `select village_code, ${figures}, min(received_at) filter (where state in ('requested', 'not-met')) as waiting_since
         from outreach.request where state <> 'withdrawn' and ($1::text is null or service_id = $1)
         and ($2::text is null or village_code = $2 or (village_code > $2 || '.' and village_code < $2 || '/'))
         group by village_code order by village_code`,
        [serviceId ?? null, under ?? null],
      )
      .then((rows) => allWithoutNulls<Coverage>(rows));
  }
}

const counted = (name: string, where: string) =>
  `count(*) filter (where ${where})::int as ${name}, coalesce(sum(people) filter (where ${where}), 0)::int as ${name}_people`;
const figures = [
  counted('asked', 'true'),
  counted('planned', `state = 'planned'`),
  counted('served', `state = 'served'`),
  counted('waiting', `state in ('requested', 'not-met')`),
  `count(*) filter (where state = 'moved-on')::int as moved_on`,
].join(', ');

function prefixed(table: string): string {
  return COLUMNS.split(',')
    .map((column) => `${table}.${column.trim()}`)
    .join(', ');
}
