import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../platform/index.js';
import type { Call, CallOutcome, Escalation, Incident } from './types.js';

const CALL = 'id, incident_id, member_id, function_name, channel, at, outcome, error';

@Injectable()
export class EscalationStore {
  constructor(private readonly db: Db) {}

  due(now: Date): Promise<Escalation[]> {
    return this.db.many<Escalation>(
      'select incident_id, due_at, round from incidents.escalation where due_at <= $1 order by due_at',
      [now],
    );
  }

  of(incidentId: string): Promise<Escalation | undefined> {
    return this.db.maybe<Escalation>('select incident_id, due_at, round from incidents.escalation where incident_id = $1', [
      incidentId,
    ]);
  }

  async lock(incidentId: string): Promise<Escalation | undefined> {
    return this.db.maybe<Escalation>(
      'select incident_id, due_at, round from incidents.escalation where incident_id = $1 for update',
      [incidentId],
    );
  }

  async save({ incidentId, dueAt, round }: Escalation): Promise<void> {
    await this.db.run(
      `insert into incidents.escalation (incident_id, due_at, round) values ($1, $2, $3)
       on conflict (incident_id) do update set due_at = excluded.due_at, round = excluded.round`,
      [incidentId, dueAt, round],
    );
  }

  /** Of a wave only one incident is carried down the roster, for all: when it ends, the next one that still waits takes over. */
  async end({ id, waveId }: Pick<Incident, 'id' | 'waveId'>): Promise<void> {
    await this.db.run(
      `with ended as (delete from incidents.escalation where incident_id = $1 returning due_at, round)
       insert into incidents.escalation (incident_id, due_at, round)
       select i.id, ended.due_at, ended.round from ended, lateral (
         select id from incidents.incident where wave_id = $2 and state = 'reported' and id <> $1 order by id limit 1
       ) i`,
      [id, waveId],
    );
  }

  async addCall({ id, incidentId, memberId, functionName, channel, at, outcome }: Call): Promise<void> {
    await this.db.run(
      'insert into incidents.call (id, incident_id, member_id, function_name, channel, at, outcome) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, incidentId, memberId, functionName, channel, at, outcome],
    );
  }

  async call(id: string): Promise<Call> {
    return withoutNulls(await this.db.one<Call>(`select ${CALL} from incidents.call where id = $1`, [id]));
  }

  async recordOutcome(id: string, outcome: CallOutcome, error?: string): Promise<void> {
    await this.db.run('update incidents.call set outcome = $2, error = $3 where id = $1', [id, outcome, error]);
  }

  async callsOf(incidentId: string): Promise<Call[]> {
    const rows = await this.db.many<Call>(`select ${CALL} from incidents.call where incident_id = $1 order by at, id`, [
      incidentId,
    ]);
    return allWithoutNulls(rows);
  }
}
