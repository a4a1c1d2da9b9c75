import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import { type PointWithManifest, parsedManifest } from './newer-catalogue.js';

/** Points as a vault's catalogue tells of them, into a database that is older than the vault. */
@Injectable()
export class AdoptionStore {
  constructor(private readonly db: Db) {}

  async running(): Promise<string[]> {
    const rows = await this.db.many<{ id: string }>(`select id from backup.point where state = 'running'`);
    return rows.map(({ id }) => id);
  }

  /** Those that are unknown here or were on their way; a proof is not in the catalogue, so that all are verified at most, as of when it was signed. */
  async add(points: readonly PointWithManifest[], signedAt: Date): Promise<number> {
    const whole = points.filter(({ state }) => state !== 'failed');
    const rows = whole.map((point) => ({
      id: point.pointId,
      source_id: point.sourceId,
      state: point.state === 'stored' ? 'stored' : 'verified',
      taken_at: point.takenAt,
      bytes: point.bytes,
      raw_bytes: point.rawBytes,
      sha256: point.sha256,
      manifest: parsedManifest(point),
    }));
    const count = await this.db.run(
      `insert into backup.point (id, source_id, state, cause, begun_at, taken_at, stored_at, verified_at, bytes, raw_bytes, sha256, manifest)
       select id, source_id, state, 'schedule', taken_at, taken_at, $2, case when state = 'verified' then $2::timestamptz end, bytes, raw_bytes, sha256, manifest
       from json_to_recordset($1::json) as t (id uuid, source_id text, state text, taken_at timestamptz, bytes bigint, raw_bytes bigint, sha256 text, manifest json)
       on conflict (id) do update set state = excluded.state, taken_at = excluded.taken_at, stored_at = excluded.stored_at, verified_at = excluded.verified_at,
         bytes = excluded.bytes, raw_bytes = excluded.raw_bytes, sha256 = excluded.sha256, manifest = excluded.manifest, failed_at = null, trouble = null
       where point.state in ('running', 'failed')`,
      [JSON.stringify(rows), signedAt],
    );
    await this.addCopies(whole);
    return count;
  }

  /** Those that the vault no longer has, though this database remembers them as there. */
  remove(vaultId: string, inVault: readonly string[], signedAt: Date, now: Date): Promise<number> {
    return this.db.run(
      `update backup.point p set removed_at = $4 where removed_at is null and stored_at < $3 and not (id = any($2::uuid[]))
         and exists (select from backup.copy c where c.point_id = p.id and c.vault_id = $1)
         and not exists (select from backup.copy c where c.point_id = p.id and c.vault_id <> $1)`,
      [vaultId, inVault, signedAt, now],
    );
  }

  /** What was still being copied then has come to nothing: nobody goes on with it. */
  overtake(now: Date): Promise<number> {
    return this.db.run(
      `update backup.point set state = 'failed', failed_at = $1, trouble = '{"code":"backup.overtaken","detail":"restored"}' where state = 'running'`,
      [now],
    );
  }

  private async addCopies(points: readonly PointWithManifest[]): Promise<void> {
    const copies = points.flatMap(({ pointId, vaults }) => vaults.map((vault) => ({ point_id: pointId, vault_id: vault })));
    await this.db.run(
      `insert into backup.copy (point_id, vault_id, state)
       select point_id, vault_id, 'stored' from json_to_recordset($1::json) as t (point_id uuid, vault_id text) on conflict do nothing`,
      [JSON.stringify(copies)],
    );
  }
}
