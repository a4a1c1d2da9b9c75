import { Injectable } from '@nestjs/common';
import { Db, newId } from '../platform/index.js';
import type { TimelineEntry, TimelineKind } from './types.js';

@Injectable()
export class TimelineStore {
  constructor(private readonly db: Db) {}

  async add(incidentId: string, kind: TimelineKind, by: string, at: Date, detail: Record<string, unknown> = {}): Promise<void> {
    await this.addAll([{ incidentId, kind, by, at, detail }]);
  }

  async addAll(entries: Omit<TimelineEntry, 'id'>[]): Promise<void> {
    await this.db.run(
      `insert into incidents.timeline (id, incident_id, at, kind, by, detail)
       select id, "incidentId", at, kind, by, detail
       from jsonb_to_recordset($1) as e (id uuid, "incidentId" uuid, at timestamptz, kind text, by text, detail jsonb)`,
      [JSON.stringify(entries.map((entry) => ({ id: newId(), ...entry })))],
    );
  }

  /** Oldest first. */
  of(incidentId: string): Promise<TimelineEntry[]> {
    return this.db.many<TimelineEntry>(
      'select id, incident_id, at, kind, by, detail from incidents.timeline where incident_id = $1 order by at, id',
      [incidentId],
    );
  }
}
