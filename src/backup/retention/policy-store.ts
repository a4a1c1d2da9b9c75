import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import { asJson } from '../point-store.js';
import type { PolicyInForce } from './types.js';

@Injectable()
export class PolicyStore {
  constructor(private readonly db: Db) {}

  of(sourceId: string): Promise<PolicyInForce | undefined> {
    return this.db.maybe<PolicyInForce>('select source_id, policy, digest, since from backup.policy where source_id = $1', [
      sourceId,
    ]);
  }

  all(): Promise<PolicyInForce[]> {
    return this.db.many<PolicyInForce>('select source_id, policy, digest, since from backup.policy');
  }

  async save({ sourceId, policy, digest, since }: PolicyInForce): Promise<void> {
    await this.db.run(
      `insert into backup.policy (source_id, policy, digest, since) values ($1, $2, $3, $4)
       on conflict (source_id) do update set policy = excluded.policy, digest = excluded.digest, since = excluded.since`,
      [sourceId, asJson(policy), digest, since],
    );
  }
}
