import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import type { Playbook, Run, Step } from './types.js';

type RunRow = Omit<Run, 'playbook' | 'steps'> & { definition: Playbook };

const RUN = 'id, incident_id, state, definition, began_at, began_by, ended_at';
const STEP = 'run_id, step_id, state, attempt, began_at, ended_at, by, note, error';

@Injectable()
export class RunStore {
  constructor(private readonly db: Db) {}

  /** News and new runs of one incident come one after the other: neither is missed by the other. */
  async lockIncident(incidentId: string): Promise<void> {
    await this.db.many(`select pg_advisory_xact_lock(hashtextextended('playbooks.incident:' || $1, 0))`, [incidentId]);
  }

  get(id: string): Promise<Run> {
    return this.byId(id, '');
  }

  lock(id: string): Promise<Run> {
    return this.byId(id, 'for update');
  }

  ofIncident(incidentId: string): Promise<Run[]> {
    return this.list('where incident_id = $1 order by began_at, id', [incidentId]);
  }

  lockLive(incidentId: string): Promise<Run[]> {
    return this.list(`where incident_id = $1 and state in ('running', 'paused') order by id for update`, [incidentId]);
  }

  live(): Promise<Run[]> {
    return this.list(`where state in ('running', 'paused') order by began_at desc`, []);
  }

  async add(run: Run): Promise<void> {
    await this.db.run(
      `insert into playbooks.run (id, playbook_id, incident_id, state, definition, began_at, began_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [run.id, run.playbook.id, run.incidentId, run.state, JSON.stringify(run.playbook), run.beganAt, run.beganBy],
    );
    for (const [position, step] of run.steps.entries()) {
      await this.db.run('insert into playbooks.step (run_id, step_id, position, state) values ($1, $2, $3, $4)', [
        run.id,
        step.stepId,
        position,
        step.state,
      ]);
    }
  }

  async save(run: Run): Promise<void> {
    await this.db.run('update playbooks.run set state = $2, ended_at = $3 where id = $1', [run.id, run.state, run.endedAt]);
  }

  async saveStep(runId: string, step: Step): Promise<void> {
    await this.db.run(
      `update playbooks.step set state = $3, attempt = $4, began_at = $5, ended_at = $6, by = $7, note = $8, error = $9
       where run_id = $1 and step_id = $2`,
      [
        runId,
        step.stepId,
        step.state,
        step.attempt,
        step.beganAt,
        step.endedAt,
        step.by,
        step.note,
        step.error && JSON.stringify(step.error),
      ],
    );
  }

  async happened(incidentId: string): Promise<Set<string>> {
    const rows = await this.db.many<{ event: string }>('select event from playbooks.happened where incident_id = $1', [
      incidentId,
    ]);
    return new Set(rows.map(({ event }) => event));
  }

  async addNews(incidentId: string, event: string, at: Date): Promise<void> {
    await this.db.run('insert into playbooks.happened (incident_id, event, at) values ($1, $2, $3) on conflict do nothing', [
      incidentId,
      event,
      at,
    ]);
  }

  private async byId(id: string, locking: '' | 'for update'): Promise<Run> {
    const [run] = z.uuid().safeParse(id).success ? await this.list(`where id = $1 ${locking}`, [id]) : [];
    if (!run) throw errors.noSuchRun({ runId: id });
    return run;
  }

  private async list(where: string, parameters: unknown[]): Promise<Run[]> {
    const rows = await this.db.many<RunRow>(`select ${RUN} from playbooks.run ${where}`, parameters);
    const steps = await this.db.many<Step & { runId: string }>(
      `select ${STEP} from playbooks.step where run_id = any($1) order by position`,
      [rows.map(({ id }) => id)],
    );
    return rows.map(({ definition, ...run }) => ({
      ...withoutNulls<typeof run>(run),
      playbook: definition,
      steps: steps.filter(({ runId }) => runId === run.id).map(({ runId, ...step }) => withoutNulls<Step>(step)),
    }));
  }
}
