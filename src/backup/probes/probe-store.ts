import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import { asJson } from '../point-store.js';
import type { Probe } from './rules.js';

type Recorded = Omit<Probe, 'triedAt'>;

/** The last probe of each vault by each role. */
@Injectable()
export class ProbeStore {
  constructor(private readonly db: Db) {}

  async all(): Promise<Probe[]> {
    return allWithoutNulls(await this.db.many(`select ${COLUMNS} from backup.probe order by ${ORDER}`));
  }

  /** What an earlier probe has found stands until another one finds something. */
  async fail({ vaultId, role, apart, at, trouble }: Omit<Recorded, 'findings'>): Promise<void> {
    await this.db.run(
      `insert into backup.probe (vault_id, role, apart, tried_at, at, findings, trouble) values ($1, $2, $3, $4, $4, '[]', $5)
       on conflict (vault_id, role) do update set tried_at = excluded.tried_at, trouble = excluded.trouble`,
      [vaultId, role, apart, at, asJson(trouble)],
    );
  }

  async save({ vaultId, role, apart, at, findings, trouble }: Recorded): Promise<void> {
    await this.db.run(
      `insert into backup.probe (vault_id, role, apart, tried_at, at, findings, trouble) values ($1, $2, $3, $4, $4, $5, $6)
       on conflict (vault_id, role) do update
         set apart = excluded.apart, tried_at = excluded.tried_at, at = excluded.at, findings = excluded.findings,
           trouble = excluded.trouble`,
      [vaultId, role, apart, at, JSON.stringify(findings), asJson(trouble)],
    );
  }
}

const COLUMNS = 'vault_id, role, apart, tried_at, at, findings, trouble';
const ORDER = `vault_id, array_position(array['writer', 'prover', 'pruner'], role)`;
