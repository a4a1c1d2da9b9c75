import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import { OF_BYTES } from '../rules.js';

/** How many points of a source are damaged in a vault. */
export interface Damaged {
  vaultId: string;
  sourceId: string;
  points: number;
  /** When the newest of them was begun of which no copy is whole. */
  lostAt?: Date;
}

/** Vaults that were used, each with the marker that it got then. */
@Injectable()
export class VaultStore {
  constructor(private readonly db: Db) {}

  used(): Promise<{ id: string; firstUsedAt: Date }[]> {
    return this.db.many('select id, first_used_at from backup.vault order by id');
  }

  /** What was stored, was not removed, and whose bytes are bad or gone. */
  async damaged(): Promise<Damaged[]> {
    const rows = await this.db.many<Damaged>(
      `select c.vault_id, p.source_id, count(*) as points, max(p.begun_at) filter (where p.state = 'failed') as lost_at
       from backup.copy c join backup.point p on p.id = c.point_id
       where p.stored_at is not null and p.removed_at is null
         and (c.state = 'failed' and c.trouble ->> 'code' = any($1) or p.state = 'failed' and p.trouble ->> 'code' = any($1))
       group by c.vault_id, p.source_id order by c.vault_id, p.source_id`,
      [OF_BYTES],
    );
    return allWithoutNulls(rows);
  }

  async marker(vaultId: string): Promise<string | undefined> {
    return (await this.db.maybe<{ marker: string }>('select marker from backup.vault where id = $1', [vaultId]))?.marker;
  }

  /** The vaults that were known by this marker, the one that was used first before the others. */
  async bearing(marker: string): Promise<string[]> {
    const sql = 'select id from backup.vault where marker = $1 order by first_used_at, id';
    return (await this.db.many<{ id: string }>(sql, [marker])).map(({ id }) => id);
  }

  /** Whoever uses a vault for the first time waits for the others. Held until the transaction ends. */
  async guardBeginning(vaultId: string): Promise<void> {
    await this.db.run(`select pg_advisory_xact_lock(hashtextextended('backup.vault/' || $1, 0))`, [vaultId]);
  }

  /** Part of a transaction. */
  async remember(vaultId: string, marker: string): Promise<void> {
    await this.db.run('insert into backup.vault (id, marker) values ($1, $2)', [vaultId, marker]);
  }
}
