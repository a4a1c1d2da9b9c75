import { Injectable } from '@nestjs/common';
import { errors } from '../../errors.js';
import type { ClusterManifest, Manifest, PointName } from '../../manifest.js';
import type { Reach } from '../../reach.js';
import type { ClusterSource } from '../../shelf-schema.js';
import type { Vault } from '../../vaults/vault.js';
import type { Destination, Engine, Examined, Place, Progress, Taken } from '../engine.js';
import { databaseOf } from '../pg-address.js';
import { PgDatabases } from '../pg-databases.js';
import { freeBytes } from '../pg-room.js';
import { plainly, withSession } from '../pg-session.js';
import { snippetsOf, type WaysIn } from '../ways-in.js';
import { backrestVersion } from './backrest.js';
import { ClusterCopies } from './cluster-copies.js';
import { ClusterReach } from './cluster-reach.js';
import { ClusterRestore } from './cluster-restore.js';
import { ClusterTake } from './cluster-take.js';
import { Clusters, isFilled } from './clusters.js';
import { lastingFacts } from './moment.js';
import { openAddress, ownAddress, startServer } from './restored-server.js';

type ClusterAt = Place<ClusterSource>;

/**
 * A whole PostgreSQL server by pgBackRest: its files, and its log as it comes, so that any moment since the first backup can be
 * brought back. The repository is pgBackRest's own; its passphrase lies beside it, sealed with age.
 */
@Injectable()
export class PgbackrestEngine implements Engine {
  readonly kind = 'pgbackrest';
  readonly writerCanDecrypt = true;

  constructor(
    private readonly clusters: Clusters,
    private readonly taking: ClusterTake,
    private readonly copies: ClusterCopies,
    private readonly restoring: ClusterRestore,
    private readonly moments: ClusterReach,
    private readonly databases: PgDatabases,
  ) {}

  async ready(source: ClusterSource): Promise<void> {
    await backrestVersion();
    const [first] = await this.clusters.missing(source);
    if (first) throw errors.setupMissing({ ...first, detail: first.line });
  }

  take(source: ClusterSource, pointId: string, vault: Vault): Promise<Taken> {
    return this.taking.take(source, pointId, vault);
  }

  verify(manifest: ClusterManifest, vault: Vault): Promise<void> {
    return this.copies.verify(manifest, vault);
  }

  replicate(manifest: ClusterManifest, from: Vault, to: Vault): Promise<void> {
    return this.copies.replicate(manifest, from, to);
  }

  remove(manifest: ClusterManifest, vault: Vault, source?: ClusterSource): Promise<void> {
    return this.copies.remove(manifest, vault, source);
  }

  clear(point: PointName, vault: Vault, source: ClusterSource): Promise<void> {
    return this.copies.clear(point, vault, source);
  }

  /** What pgBackRest cannot read is looked at byte by byte, so that damage is called damage. */
  async restore(manifest: ClusterManifest, vault: Vault, place: ClusterAt, progress: Progress): Promise<void> {
    await this.restoring.restore(manifest, vault, place, progress).catch(async (error) => {
      if (['backup.child-failed', 'backup.never-reached'].includes(error.code)) await this.copies.verify(manifest, vault);
      throw error;
    });
  }

  /** At any other moment than the point's own, nothing was counted: the assertions alone are compared. */
  async examine(manifest: ClusterManifest, place: ClusterAt): Promise<Examined> {
    const at = await this.restoring.standing(place);
    await startServer(at);
    const url = await ownAddress(at, this.clusters.place(place.source).url);
    const counted = manifest.moment.exact && !place.until;
    return {
      facts: counted ? await withSession(url, async (client) => lastingFacts(await plainly(client))) : undefined,
      assertions: await this.databases.assertions(url, place.source.assertions),
      bytes: manifest.repository.bytes,
    };
  }

  adopt(place: ClusterAt): Promise<void> {
    return this.restoring.adopt(place);
  }

  discard(place: ClusterAt): Promise<void> {
    return this.restoring.discard(place);
  }

  placeName({ id }: ClusterSource, purpose: 'restore' | 'proof', restoreId: string): string {
    return `${id}_${purpose === 'restore' ? 'pulih' : 'bukti'}_${restoreId.slice(-12)}`;
  }

  originalName(source: ClusterSource): string {
    return this.clusters.place(source).data;
  }

  originalExists(source: ClusterSource): Promise<boolean> {
    return isFilled(this.clusters.place(source).data);
  }

  exists({ source, name }: ClusterAt): Promise<boolean> {
    return this.restoring.exists(source, name);
  }

  async destination(source: ClusterSource): Promise<Destination> {
    const { work } = this.clusters.place(source);
    return { server: work, freeBytes: await freeBytes(work) };
  }

  reach(source: ClusterSource, vault: Vault, points: Manifest[]): Promise<Reach | undefined> {
    return this.moments.of(
      source,
      vault,
      points.filter((point) => point.engine === 'pgbackrest'),
    );
  }

  /** With a commit in it that nothing else speaks of, so that every moment until now is before one. */
  async sendLog(source: ClusterSource): Promise<void> {
    await withSession(this.clusters.place(source).url, (client) =>
      client.query('begin; select pg_current_xact_id(); commit; select pg_switch_wal()'),
    );
  }

  /** With the passwords that its users had; undefined where it is gone. */
  async waysIn(source: ClusterSource, name: string): Promise<WaysIn | undefined> {
    const { url } = this.clusters.place(source);
    const isUnchanged = name === this.originalName(source);
    if (!isUnchanged && !(await this.exists({ source, name }))) return undefined;
    const open = isUnchanged ? url : await openAddress(await this.restoring.standing({ source, name }), url);
    const database = databaseOf(url);
    return {
      isUnchanged,
      keepsRights: true,
      server: new URL(open).host,
      name: database,
      snippets: isUnchanged ? [] : snippetsOf(open, database, database),
      passwordIn: source.cluster.setting,
    };
  }
}
