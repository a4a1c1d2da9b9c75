import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, Tx } from '../../platform/index.js';
import { type Manifest, manifestText, sha256 } from '../manifest.js';
import { asJson } from '../point-store.js';
import type { PointState, Trouble } from '../types.js';
import type { CataloguePoint } from './catalogue.js';

/** A chosen constant: one signer at a time, across all processes. */
const SIGNER_LOCK = 7_028;

export interface Signed {
  sequence: number;
  digest: string;
  signedAt: Date;
}

/** How the catalogue in one vault stands. */
export interface CatalogueCopy {
  vaultId: string;
  /** The newest that is known to lie there; 0 before the first. */
  sequence: number;
  checkedAt?: Date;
  trouble?: Trouble;
}

interface PointRow {
  sourceId: string;
  pointId: string;
  state: Exclude<PointState, 'running'>;
  takenAt: Date;
  bytes: number;
  rawBytes: number;
  sha256: string;
  manifest: Manifest;
  vaults: string[];
}

@Injectable()
export class CatalogueStore {
  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
  ) {}

  /** What stands in vaults now, oldest first. */
  async points(): Promise<CataloguePoint[]> {
    const rows = await this.db.many<PointRow>(
      `select p.source_id, p.id as point_id, p.state, p.taken_at, p.bytes, p.raw_bytes, p.sha256, p.manifest,
         (select json_agg(c.vault_id order by c.vault_id) from backup.copy c where c.point_id = p.id and c.state <> 'failed') as vaults
       from backup.point p where p.manifest is not null and p.removed_at is null
         and exists (select from backup.copy c where c.point_id = p.id and c.state <> 'failed')
       order by p.taken_at, p.id`,
    );
    return rows.map(({ manifest, takenAt, ...row }) => ({
      ...row,
      takenAt: takenAt.toISOString(),
      engine: manifest.engine,
      manifest: sha256(manifestText(manifest)),
    }));
  }

  async manifestOf(pointId: string): Promise<string> {
    const sql = 'select manifest from backup.point where id = $1';
    return manifestText((await this.db.one<{ manifest: Manifest }>(sql, [pointId])).manifest);
  }

  /** Which points this database has ever known, whatever became of them. */
  async knownPoints(): Promise<Set<string>> {
    const rows = await this.db.many<{ key: string }>(`select source_id || '/' || id as key from backup.point`);
    return new Set(rows.map(({ key }) => key));
  }

  async markers(): Promise<{ id: string; marker: string }[]> {
    return this.db.many('select id, marker from backup.vault order by id');
  }

  async head(): Promise<Signed | undefined> {
    return this.db.maybe<Signed>('select sequence, digest, signed_at from backup.catalogue order by sequence desc limit 1');
  }

  async digestOf(sequence: number): Promise<string | undefined> {
    const sql = 'select digest from backup.catalogue where sequence = $1';
    return (await this.db.maybe<{ digest: string }>(sql, [sequence]))?.digest;
  }

  /** One signer at a time: `make` gets the head and answers what follows it. */
  sign<T extends Signed>(make: (head: Signed | undefined) => Promise<T>): Promise<T> {
    return this.tx.housekeeping('backup.sign-catalogue', async () => {
      await this.db.run('select pg_advisory_xact_lock($1)', [SIGNER_LOCK]);
      const next = await make(await this.head());
      await this.add(next);
      return next;
    });
  }

  async add({ sequence, digest, signedAt }: Signed): Promise<void> {
    const sql = 'insert into backup.catalogue (sequence, digest, signed_at) values ($1, $2, $3) on conflict do nothing';
    await this.db.run(sql, [sequence, digest, signedAt]);
  }

  /** Inside `sign`. */
  async addKey(fingerprint: string, publicPem: string, at: Date): Promise<void> {
    const sql = 'insert into backup.catalogue_key (fingerprint, public_pem, began_at) values ($1, $2, $3) on conflict do nothing';
    await this.db.run(sql, [fingerprint, publicPem, at]);
  }

  async keys(): Promise<string[]> {
    const rows = await this.db.many<{ publicPem: string }>('select public_pem from backup.catalogue_key order by began_at');
    return rows.map(({ publicPem }) => publicPem);
  }

  async copies(): Promise<CatalogueCopy[]> {
    const rows = await this.db.many<CatalogueCopy>(
      'select vault_id, sequence, checked_at, trouble from backup.catalogue_copy order by vault_id',
    );
    return allWithoutNulls(rows);
  }

  async noteWritten(vaultId: string, sequence: number): Promise<void> {
    const upsert = () =>
      this.db.run(
        `insert into backup.catalogue_copy (vault_id, sequence) values ($1, $2)
         on conflict (vault_id) do update set sequence = greatest(catalogue_copy.sequence, excluded.sequence)`,
        [vaultId, sequence],
      );
    await this.tx.housekeeping('backup.catalogue-written', upsert);
  }

  async noteChecked(vaultId: string, at: Date, trouble?: Trouble): Promise<void> {
    await this.db.run(
      `insert into backup.catalogue_copy (vault_id, checked_at, trouble) values ($1, $2, $3)
       on conflict (vault_id) do update set checked_at = excluded.checked_at, trouble = excluded.trouble`,
      [vaultId, at, asJson(trouble)],
    );
  }
}
