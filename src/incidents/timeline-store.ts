import { Injectable } from '@nestjs/common';
import { Db, newId } from '../platform/index.js';
import type { TimelineEntry, TimelineKind } from './types.js';

@Injectable()
export class TimelineStore {
  constructor(private readonly db: Db) {}

  async add(incidentId: string, kind: TimelineKind, by: string, at: Date, detail: Record<string, unknown> = {}): Promise<void> {
    await this.db.run('insert into incidents.timeline (id, incident_id, at, kind, by, detail) values ($1, $2, $3, $4, $5, $6)', [
      newId(),
      incidentId,
      at,
      kind,
      by,
      JSON.stringify(detail),
    ]);
  }

  /** Oldest first. */
  of(incidentId: string): Promise<TimelineEntry[]> {
    return this.db.many<TimelineEntry>(
      'select id, incident_id, at, kind, by, detail from incidents.timeline where incident_id = $1 order by at, id',
      [incidentId],
    );
  }
}
