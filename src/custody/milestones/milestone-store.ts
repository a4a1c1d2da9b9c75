import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, isUniqueViolation } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Milestone } from '../types.js';

const COLUMNS = 'id, incident_id, title, due_on, done_on, reopens';

@Injectable()
export class MilestoneStore {
  constructor(private readonly db: Db) {}

  async ofIncident(incidentId: string): Promise<Milestone[]> {
    const sql = `select ${COLUMNS} from custody.milestone where incident_id = $1 order by due_on, id`;
    return allWithoutNulls<Milestone>(await this.db.many(sql, [incidentId]));
  }

  async lock(id: string): Promise<Milestone> {
    const sql = `select ${COLUMNS} from custody.milestone where id = $1 for update`;
    const [milestone] = allWithoutNulls<Milestone>(await this.db.many(sql, [id]));
    if (!milestone) throw errors.noSuchMilestone({ milestoneId: id });
    return milestone;
  }

  /** Throws `reopening-known`. */
  async put({ id, incidentId, title, dueOn, doneOn, reopens }: Milestone): Promise<void> {
    try {
      await this.db.run(
        `insert into custody.milestone (${COLUMNS}) values ($1, $2, $3, $4, $5, $6)
         on conflict (id) do update set title = excluded.title, due_on = excluded.due_on, done_on = excluded.done_on`,
        [id, incidentId, title, dueOn, doneOn, reopens],
      );
    } catch (error) {
      throw isUniqueViolation(error, 'one_reopening') ? errors.reopeningKnown() : error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.db.run('delete from custody.milestone where id = $1', [id]);
  }
}
