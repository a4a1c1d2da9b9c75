import { Injectable } from '@nestjs/common';
import { Db, Tx } from '../../platform/index.js';

/** Vaults that were used, each with the marker that it got then. */
@Injectable()
export class VaultStore {
  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
  ) {}

  used(): Promise<{ id: string; firstUsedAt: Date }[]> {
    return this.db.many('select id, first_used_at from backup.vault order by id');
  }

  async marker(vaultId: string): Promise<string | undefined> {
    return (await this.db.maybe<{ marker: string }>('select marker from backup.vault where id = $1', [vaultId]))?.marker;
  }

  /** The vaults that were known by this marker, the one that was used first before the others. */
  async bearing(marker: string): Promise<string[]> {
    const sql = 'select id from backup.vault where marker = $1 order by first_used_at, id';
    return (await this.db.many<{ id: string }>(sql, [marker])).map(({ id }) => id);
  }

  async remember(vaultId: string, marker: string): Promise<void> {
    const insert = () =>
      this.db.run('insert into backup.vault (id, marker) values ($1, $2) on conflict (id) do nothing', [vaultId, marker]);
    await this.tx.housekeeping('backup.remember-vault', insert);
  }
}
