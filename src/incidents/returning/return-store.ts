import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import type { ReturnStage, WantedStage } from './types.js';

@Injectable()
export class ReturnStore {
  constructor(private readonly db: Db) {}

  async of(incidentId: string): Promise<ReturnStage[]> {
    const rows = await this.db.many<ReturnStage>(
      `select day as date, services, planned_at, planned_by, done_at from incidents.return_stage where incident_id = $1 order by day`,
      [incidentId],
    );
    return allWithoutNulls(rows);
  }

  /** What was planned and not carried out makes way; what is done stays. */
  async replace(incidentId: string, stages: WantedStage[], by: string, at: Date): Promise<void> {
    await this.db.run('delete from incidents.return_stage where incident_id = $1 and done_at is null', [incidentId]);
    for (const { date, services } of stages)
      await this.db.run(
        'insert into incidents.return_stage (incident_id, day, services, planned_at, planned_by) values ($1, $2, $3, $4, $5)',
        [incidentId, date, services, at, by],
      );
  }

  /** Stages of confirmed incidents that are not done, up to this civil date. */
  waiting(until: string): Promise<{ incidentId: string; officeId: string; date: string }[]> {
    return this.db.many(
      `select s.incident_id, i.office_id, s.day as date from incidents.return_stage s join incidents.incident i on i.id = s.incident_id
       where s.done_at is null and i.state = 'confirmed' and s.day <= $1 order by s.day, s.incident_id`,
      [until],
    );
  }

  async done(incidentId: string, date: string, at: Date): Promise<void> {
    await this.db.run('update incidents.return_stage set done_at = $3 where incident_id = $1 and day = $2', [
      incidentId,
      date,
      at,
    ]);
  }
}
