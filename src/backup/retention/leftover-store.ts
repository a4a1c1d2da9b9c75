import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import type { Found } from '../trouble.js';
import type { Leftover } from './types.js';

@Injectable()
export class LeftoverStore {
  constructor(private readonly db: Db) {}

  /** Those removed first come first. */
  async all(): Promise<Leftover[]> {
    return allWithoutNulls(
      await this.db.many(
        `select p.source_id, c.point_id, c.vault_id, p.removed_at, c.tried_at, case when c.tried_at is not null then c.trouble end as trouble
         from backup.copy c join backup.point p on p.id = c.point_id
         where p.removed_at is not null and c.gone_at is null order by p.removed_at, c.point_id, c.vault_id`,
      ),
    );
  }

  /** Also where nobody ever hears how it ended: the others get their turn. What was wrong with the copy before is no answer to it. */
  async asked(pointId: string, now: Date): Promise<void> {
    await this.db.run(
      `update backup.copy set trouble = case when tried_at is not null then trouble end, tried_at = $2
       where point_id = $1 and gone_at is null`,
      [pointId, now],
    );
  }

  async note(pointId: string, { vaultId, trouble }: Found, now: Date): Promise<void> {
    await this.db.run(
      `update backup.copy set tried_at = $3, gone_at = case when $4::jsonb is null then $3::timestamptz end, trouble = $4
       where point_id = $1 and vault_id = $2`,
      [pointId, vaultId, now, trouble ? JSON.stringify(trouble) : null],
    );
  }
}
