import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, isUniqueViolation, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Dispensation } from '../types.js';

const COLUMNS = `id, incident_id, office_id, state, parts, legal_basis, issuer, number, due_from, due_to, pay_by, replaces,
  proposed_by, proposed_at, signed_by, signed_at, ended_by, ended_at, ended_reason`;

@Injectable()
export class DispensationStore {
  constructor(private readonly db: Db) {}

  async insert(d: Dispensation): Promise<void> {
    await this.db.run(
      `insert into dispensation.decision (id, incident_id, office_id, state, parts, legal_basis, issuer, number, due_from, due_to, pay_by,
         replaces, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        d.id,
        d.incidentId,
        d.officeId,
        d.state,
        d.parts,
        d.legalBasis,
        d.issuer,
        d.number,
        d.dueFrom,
        d.dueTo,
        d.payBy,
        d.replaces,
        d.proposedBy,
        d.proposedAt,
      ],
    );
  }

  /** Throws `dispensation.number-taken` when another signed decision bears its number. */
  async save(d: Dispensation): Promise<void> {
    try {
      await this.db.run(
        `update dispensation.decision set state = $2, number = $3, signed_by = $4, signed_at = $5, ended_by = $6, ended_at = $7, ended_reason = $8 where id = $1`,
        [d.id, d.state, d.number, d.signedBy, d.signedAt, d.endedBy, d.endedAt, d.endedReason],
      );
    } catch (error) {
      if (isUniqueViolation(error, 'decision_number')) throw errors.numberTaken({ number: d.number });
      throw error;
    }
  }

  /** For update: of two signers the second waits, then finds it signed. */
  lock(id: string): Promise<Dispensation> {
    return this.read(id, 'for update');
  }

  get(id: string): Promise<Dispensation> {
    return this.read(id, '');
  }

  all(): Promise<Dispensation[]> {
    return this.list('true', []);
  }

  ofIncident(incidentId: string): Promise<Dispensation[]> {
    return this.list('incident_id = $1', [incidentId]);
  }

  ofOffices(officeIds: string[]): Promise<Dispensation[]> {
    return this.list('office_id = any($1)', [officeIds]);
  }

  /** The decision that took the place of another. */
  async replacing(id: string): Promise<Dispensation | undefined> {
    return (await this.list(`replaces = $1 and signed_at is not null`, [id]))[0];
  }

  async signedIds(): Promise<string[]> {
    const rows = await this.db.many<{ id: string }>(`select id from dispensation.decision where state = 'signed' order by id`);
    return rows.map(({ id }) => id);
  }

  private async list(where: string, parameters: unknown[]): Promise<Dispensation[]> {
    const rows = await this.db.many(
      `select ${COLUMNS} from dispensation.decision where ${where} order by proposed_at desc, id`,
      parameters,
    );
    return allWithoutNulls<Dispensation>(rows);
  }

  private async read(id: string, lock: string): Promise<Dispensation> {
    const row = await this.db.maybe(`select ${COLUMNS} from dispensation.decision where id = $1 ${lock}`, [id]);
    if (!row) throw errors.noSuchDispensation({ dispensation: id });
    return withoutNulls(row);
  }
}
