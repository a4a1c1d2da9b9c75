import { Injectable } from '@nestjs/common';
import { Db, Tx } from '../../platform/index.js';

/** Of a repository: in which vault, and in which folder of it. */
export interface KeyPlace {
  vaultId: string;
  folder: string;
}

/** Which key each repository was made with, by its SHA-256. */
@Injectable()
export class RepositoryKeyStore {
  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
  ) {}

  /** The one that is known; where none is, this one from now on. */
  async firstSeen({ vaultId, folder }: KeyPlace, digest: string, at: Date): Promise<string> {
    const known = await this.db.maybe<{ digest: string }>(
      'select digest from backup.repository_key where vault_id = $1 and folder = $2',
      [vaultId, folder],
    );
    if (known) return known.digest;
    await this.set({ vaultId, folder }, digest, at);
    return digest;
  }

  async set({ vaultId, folder }: KeyPlace, digest: string, at: Date): Promise<void> {
    const upsert = () =>
      this.db.run(
        `insert into backup.repository_key (vault_id, folder, digest, seen_at) values ($1, $2, $3, $4)
         on conflict (vault_id, folder) do update set digest = excluded.digest, seen_at = excluded.seen_at`,
        [vaultId, folder, digest, at],
      );
    await this.tx.housekeeping('backup.repository-key', upsert);
  }
}
