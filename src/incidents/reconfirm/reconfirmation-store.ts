import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

/** Until when a confirmed incident is taken for fact, and when the roster is told that it no longer is. */
export interface Reconfirmation {
  incidentId: string;
  staleAt: Date;
  dueAt: Date;
}

const COLUMNS = 'incident_id, stale_at, due_at';

@Injectable()
export class ReconfirmationStore {
  constructor(private readonly db: Db) {}

  /** Stale by `at`; the longest first. */
  staleBy(at: Date): Promise<Reconfirmation[]> {
    return this.db.many(`select ${COLUMNS} from incidents.reconfirmation where stale_at <= $1 order by stale_at`, [at]);
  }

  due(now: Date): Promise<Reconfirmation[]> {
    return this.db.many(`select ${COLUMNS} from incidents.reconfirmation where due_at <= $1 order by due_at`, [now]);
  }

  lock(incidentId: string): Promise<Reconfirmation | undefined> {
    return this.db.maybe(`select ${COLUMNS} from incidents.reconfirmation where incident_id = $1 for update`, [incidentId]);
  }

  /** Confirmed, or confirmed again: the roster is told when it becomes stale. */
  async begin(incidentId: string, staleAt: Date): Promise<void> {
    await this.db.run(
      `insert into incidents.reconfirmation (incident_id, stale_at, due_at) values ($1, $2, $2)
       on conflict (incident_id) do update set stale_at = excluded.stale_at, due_at = excluded.due_at`,
      [incidentId, staleAt],
    );
  }

  async remindAgain(incidentId: string, dueAt: Date): Promise<void> {
    await this.db.run('update incidents.reconfirmation set due_at = $2 where incident_id = $1', [incidentId, dueAt]);
  }

  async end(incidentId: string): Promise<void> {
    await this.db.run('delete from incidents.reconfirmation where incident_id = $1', [incidentId]);
  }
}
