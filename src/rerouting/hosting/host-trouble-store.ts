import { Injectable } from '@nestjs/common';
import { Db, newId } from '../../platform/index.js';
import type { TroubleKind } from './host-rules.js';

export interface HostTrouble {
  requestId: string;
  kind: TroubleKind;
  /** The civil date at the host. */
  day: string;
}

/** Hosts that could not take their people, once a day and kind. */
@Injectable()
export class HostTroubleStore {
  constructor(private readonly db: Db) {}

  /** False when it is known already. */
  async add({ requestId, kind, day }: HostTrouble, at: Date): Promise<boolean> {
    const added = await this.db.run(
      `insert into rerouting.host_trouble (id, request_id, kind, day, at) values ($1, $2, $3, $4, $5)
       on conflict (request_id, kind, day) do nothing`,
      [newId(), requestId, kind, day, at],
    );
    return added > 0;
  }

  /** Those of these that are not known yet. */
  async unknown(troubles: HostTrouble[]): Promise<HostTrouble[]> {
    if (troubles.length === 0) return [];
    return this.db.many<HostTrouble>(
      `select o.* from unnest($1::uuid[], $2::text[], $3::date[]) as o (request_id, kind, day)
       where not exists (select from rerouting.host_trouble t where (t.request_id, t.kind, t.day) = (o.request_id, o.kind, o.day))`,
      [troubles.map(({ requestId }) => requestId), troubles.map(({ kind }) => kind), troubles.map(({ day }) => day)],
    );
  }

  /** When each of these offices was last found silent by `at`, whichever reroute it was a host of. */
  async silentSince(officeIds: string[], at: Date): Promise<Map<string, Date>> {
    const rows = await this.db.many<{ officeId: string; at: Date }>(
      `select r.office_id, max(t.at) as at from rerouting.host_trouble t join rerouting.host_request r on r.id = t.request_id
       where t.kind = 'silent' and r.office_id = any($1) and t.at <= $2 group by 1`,
      [officeIds, at],
    );
    return new Map(rows.map((row) => [row.officeId, row.at]));
  }
}
