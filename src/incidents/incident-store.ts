import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import type { Incident } from './types.js';

const COLUMNS = `id, office_id, part, cause, state, began_at, expected_end, reported_at, reported_by, confirmed_at, confirmed_by,
  reopened_at, closed_at, closed_by, corrected_at, corrected_by, correction_reason, via, code_printed_by, called_back_at, wave_id`;
const OPEN = `state in ('reported', 'confirmed')`;

@Injectable()
export class IncidentStore {
  constructor(private readonly db: Db) {}

  /** One at a time for each office, so that the second of two reports sees the first. Held until the transaction ends. */
  lockOffice(officeId: string): Promise<void> {
    return this.lockOffices([officeId]);
  }

  /** The same of many, always in the same order: of two overlapping lists, one waits for the other. */
  async lockOffices(officeIds: readonly string[]): Promise<void> {
    await this.db.many(
      `select pg_advisory_xact_lock(key) from (
         select distinct hashtextextended('incidents.office:' || office, 0) as key from unnest($1::text[]) as t (office) order by key offset 0
       ) ordered`,
      [officeIds],
    );
  }

  get(id: string): Promise<Incident> {
    return this.byId(id, '');
  }

  /** For the verb that changes it. */
  lock(id: string): Promise<Incident> {
    return this.byId(id, 'for update');
  }

  /** For a verb elsewhere that must not overtake a change of it. */
  hold(id: string): Promise<Incident> {
    return this.byId(id, 'for share');
  }

  open(): Promise<Incident[]> {
    return this.list(`where ${OPEN} order by reported_at desc`, []);
  }

  all(limit: number): Promise<Incident[]> {
    return this.list('order by reported_at desc limit $1', [limit]);
  }

  ofOffice(officeId: string): Promise<Incident[]> {
    return this.list('where office_id = $1 order by reported_at desc', [officeId]);
  }

  openAt(officeId: string): Promise<Incident[]> {
    return this.openAtOffices([officeId]);
  }

  openAtOffices(officeIds: readonly string[]): Promise<Incident[]> {
    return this.list(`where office_id = any($1) and ${OPEN} order by reported_at`, [officeIds]);
  }

  ofWave(waveId: string): Promise<Incident[]> {
    return this.list('where wave_id = $1 order by office_id', [waveId]);
  }

  async add(incidents: Incident[]): Promise<void> {
    await this.db.run(
      `insert into incidents.incident (id, office_id, part, cause, state, began_at, expected_end, reported_at, reported_by, via, code_printed_by,
         wave_id)
       select id, "officeId", part, cause, state, "beganAt", "expectedEnd", "reportedAt", "reportedBy", via, "codePrintedBy", "waveId"
       from jsonb_to_recordset($1) as i (id uuid, "officeId" text, part text, cause text, state text, "beganAt" timestamptz,
         "expectedEnd" timestamptz, "reportedAt" timestamptz, "reportedBy" text, via text, "codePrintedBy" text, "waveId" uuid)`,
      [JSON.stringify(incidents)],
    );
  }

  /** Writes what a change sets; office, part and report stay as they were. */
  async save(incident: Incident): Promise<void> {
    await this.db.run(
      `update incidents.incident set state = $2, confirmed_at = $3, confirmed_by = $4, reopened_at = $5, closed_at = $6, closed_by = $7,
         corrected_at = $8, corrected_by = $9, correction_reason = $10, called_back_at = $11, expected_end = $12 where id = $1`,
      [
        incident.id,
        incident.state,
        incident.confirmedAt,
        incident.confirmedBy,
        incident.reopenedAt,
        incident.closedAt,
        incident.closedBy,
        incident.correctedAt,
        incident.correctedBy,
        incident.correctionReason,
        incident.calledBackAt,
        incident.expectedEnd,
      ],
    );
  }

  private async list(where: string, parameters: unknown[]): Promise<Incident[]> {
    return allWithoutNulls(await this.db.many(`select ${COLUMNS} from incidents.incident ${where}`, parameters));
  }

  private async byId(id: string, locking: '' | 'for update' | 'for share'): Promise<Incident> {
    const known = z.uuid().safeParse(id).success;
    const row =
      known && (await this.db.maybe<Incident>(`select ${COLUMNS} from incidents.incident where id = $1 ${locking}`, [id]));
    if (!row) throw errors.noSuchIncident({ incidentId: id });
    return withoutNulls<Incident>(row);
  }
}
