import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import type { OfferingStatus } from './types.js';

const COLUMNS =
  's.offering_id, s.status, s.since, s.expected_end, s.cause, s.confirmed_at, s.reported_by, s.confirmed_by, s.incident_id, s.recorded_at, s.correction';

/**
 * What is said of each offering: the newest row that was recorded by `at` and whose start has come. An offering of which
 * nothing was ever said is normal since it was listed.
 */
const NEWEST = `
  select ${COLUMNS}, o.id, o.listed_at from directory.offering o left join lateral (
    select * from directory.offering_status n
    where n.offering_id = o.id and n.recorded_at <= $2 and n.since <= $2 order by n.recorded_at desc, n.id desc limit 1
  ) s on true`;

type StatusRow = OfferingStatus & { id: string; listedAt: Date };

@Injectable()
export class StatusStore {
  constructor(private readonly db: Db) {}

  /** One for each known offering of the list, in the order of their ids. */
  async at(offeringIds: string[], at: Date): Promise<OfferingStatus[]> {
    const rows = await this.db.many<StatusRow>(`${NEWEST} where o.id = any($1) order by o.id`, [offeringIds, at]);
    return rows.map(status);
  }

  /** Takes turns: of two people who mark the same offerings, the second sees what the first wrote. Throws `directory.no-such-offering`. */
  async lock(offeringIds: string[], at: Date): Promise<OfferingStatus[]> {
    const locked = await this.db.many<{ id: string }>(
      'select id from directory.offering where id = any($1) order by id for update',
      [offeringIds],
    );
    const missing = offeringIds.find((id) => !locked.some((row) => row.id === id));
    if (missing !== undefined) throw errors.noSuchOffering({ offering: missing });
    return this.at(offeringIds, at);
  }

  async ofIncident(incidentId: string, at: Date): Promise<OfferingStatus[]> {
    const rows = await this.db.many<StatusRow>(
      `${NEWEST} where o.id in (select offering_id from directory.offering_status where incident_id = $1 and recorded_at <= $2) order by o.id`,
      [incidentId, at],
    );
    return rows.map(status);
  }

  /** Everything that was ever said of an offering, oldest first. */
  async history(offeringId: string): Promise<OfferingStatus[]> {
    const rows = await this.db.many<OfferingStatus>(
      `select ${COLUMNS} from directory.offering_status s where s.offering_id = $1 order by s.recorded_at, s.id`,
      [offeringId],
    );
    return allWithoutNulls(rows);
  }

  async append(said: OfferingStatus[]): Promise<void> {
    await this.db.run(
      `insert into directory.offering_status (offering_id, status, since, expected_end, cause, confirmed_at, reported_by, confirmed_by, incident_id, recorded_at, correction)
       select offering_id, status, since, expected_end, cause, confirmed_at, reported_by, confirmed_by, incident_id, recorded_at, correction
       from jsonb_populate_recordset(null::directory.offering_status, $1)`,
      [JSON.stringify(said.map(snakeKeys))],
    );
  }
}

function status({ id, listedAt, ...row }: StatusRow): OfferingStatus {
  if (row.offeringId) return withoutNulls(row);
  return {
    offeringId: id,
    status: 'normal',
    since: listedAt,
    reportedBy: 'system:directory',
    recordedAt: listedAt,
    correction: false,
  };
}

function snakeKeys(said: OfferingStatus): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
}
