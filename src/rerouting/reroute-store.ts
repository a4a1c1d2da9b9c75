import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, isUniqueViolation, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import { isId } from './ids.js';
import type { Reroute } from './types.js';

const COLUMNS = `id, incident_id, state, version, proposed_by, proposed_at, declared_by, asked_at, published_at, approved_by, ended_at, ended_by, end_reason, cause`;

@Injectable()
export class RerouteStore {
  constructor(private readonly db: Db) {}

  async find(id: string): Promise<Reroute> {
    if (!isId(id)) throw errors.noSuchReroute({ rerouteId: id });
    return this.required(await this.db.maybe<Reroute>(`select ${COLUMNS} from rerouting.reroute where id = $1`, [id]), id);
  }

  /** For a change: whoever comes second waits and then sees what the first one did. */
  async lock(id: string): Promise<Reroute> {
    return this.required(
      await this.db.maybe<Reroute>(`select ${COLUMNS} from rerouting.reroute where id = $1 for update`, [id]),
      id,
    );
  }

  /** Newest first. */
  ofIncident(incidentId: string): Promise<Reroute[]> {
    return this.list(`select ${COLUMNS} from rerouting.reroute where incident_id = $1 order by proposed_at desc, id desc`, [
      incidentId,
    ]);
  }

  /** Newest first. */
  all(limit = 100): Promise<Reroute[]> {
    return this.list(`select ${COLUMNS} from rerouting.reroute order by proposed_at desc, id desc limit $1`, [limit]);
  }

  drafts(): Promise<Reroute[]> {
    return this.list(`select ${COLUMNS} from rerouting.reroute where state in ('proposed', 'asked', 'accepted') order by id`, []);
  }

  async add(reroute: Reroute): Promise<void> {
    try {
      await this.db.run(
        `insert into rerouting.reroute (id, incident_id, state, version, proposed_by, proposed_at, declared_by, cause)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          reroute.id,
          reroute.incidentId,
          reroute.state,
          reroute.version,
          reroute.proposedBy,
          reroute.proposedAt,
          reroute.declaredBy,
          reroute.cause && JSON.stringify(reroute.cause),
        ],
      );
    } catch (error) {
      if (isUniqueViolation(error, 'one_draft')) throw errors.alreadyProposed();
      throw error;
    }
  }

  async save(reroute: Reroute): Promise<void> {
    await this.db.run(
      `update rerouting.reroute set state = $2, version = $3, asked_at = $4, published_at = $5, approved_by = $6, ended_at = $7, ended_by = $8, end_reason = $9
       where id = $1`,
      [
        reroute.id,
        reroute.state,
        reroute.version,
        reroute.askedAt,
        reroute.publishedAt,
        reroute.approvedBy,
        reroute.endedAt,
        reroute.endedBy,
        reroute.endReason,
      ],
    );
  }

  private async list(sql: string, parameters: unknown[]): Promise<Reroute[]> {
    return allWithoutNulls(await this.db.many<Reroute>(sql, parameters));
  }

  private required(reroute: Reroute | undefined, id: string): Reroute {
    if (!reroute) throw errors.noSuchReroute({ rerouteId: id });
    return withoutNulls(reroute);
  }
}
