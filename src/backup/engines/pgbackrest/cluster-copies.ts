import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { errors } from '../../errors.js';
import type { ClusterManifest, PointName } from '../../manifest.js';
import type { ClusterSource } from '../../shelf-schema.js';
import { objectsBelow } from '../../vaults/objects.js';
import type { Vault } from '../../vaults/vault.js';
import { carry } from '../carry.js';
import { PointFiles } from '../point-files.js';
import { RepositoryKey } from '../repository-key.js';
import { backrestOutput, type Repository } from './backrest.js';
import { infoOf } from './cluster-take.js';
import { Clusters, keyFolderOf } from './clusters.js';
import { DetachedClusters } from './detached.js';
import { carryList, checkList } from './file-list.js';
import { type BackupInfo, pointOf } from './info.js';
import { allFiles, pointList, removePointList, writePointList } from './point-lists.js';
import { numberOf, segmentsIn } from './wal.js';

/** What pgBackRest writes anew with every backup; the copy with it is the same. */
const CHANGING = ['archive.info', 'archive.info.copy', 'backup.info', 'backup.info.copy'];

/** Reading a point back, carrying it to a second vault, and taking it away. */
@Injectable()
export class ClusterCopies {
  constructor(
    private readonly clusters: Clusters,
    private readonly detached: DetachedClusters,
    private readonly files: PointFiles,
    private readonly key: RepositoryKey,
  ) {}

  /** Every byte of the backup, of those that it stands on, and of the log up to its moment. */
  async verify(manifest: ClusterManifest, vault: Vault): Promise<void> {
    await this.files.verify(manifest, vault);
    await checkList(vault, await allFiles(manifest, vault));
  }

  /** The repository's files first, and last what makes pgBackRest see them. */
  async replicate(manifest: ClusterManifest, from: Vault, to: Vault): Promise<void> {
    const { sourceId, repository, wal } = manifest;
    await this.key.carry(keyFolderOf(sourceId), from, to);
    await carryList(from, to, await allFiles(manifest, from));
    const log = await objectsBelow(from, `${repository.path}/archive/${sourceId}/${wal.archive}/`);
    for (const one of log) if (!(await to.head(one.key))) await carry(one.key, from, to);
    for (const pointId of [...repository.standsOn.map((on) => on.pointId), manifest.pointId])
      await writePointList({ sourceId, pointId }, to, await pointList({ sourceId, pointId }, from));
    for (const name of CHANGING)
      await carry(`${repository.path}/${name.startsWith('archive') ? 'archive' : 'backup'}/${sourceId}/${name}`, from, to);
    await this.files.describe(manifest, to);
  }

  /** And the log before the oldest backup that is left, which nothing needs any more. */
  async remove(manifest: ClusterManifest, vault: Vault, source?: ClusterSource): Promise<void> {
    const work = (repository: Repository) => this.forget(manifest, vault, repository);
    if (source) await work(await this.clusters.repository(source, vault, 'pruner'));
    else await this.detached.during(manifest.sourceId, vault, work);
    await removePointList(manifest, vault);
    await this.files.remove(manifest, vault);
  }

  async clear(point: PointName, vault: Vault, source: ClusterSource): Promise<void> {
    if (await vault.head(`${keyFolderOf(source.id)}/key.age`)) {
      const repository = await this.clusters.repository(source, vault, 'pruner');
      const own = (backup: BackupInfo) => pointOf(backup) === point.pointId;
      await refuseBase(repository, own);
      await expire(repository, own);
    }
    await removePointList(point, vault);
    await this.files.clear(point, vault);
  }

  private async forget(manifest: ClusterManifest, vault: Vault, repository: Repository): Promise<void> {
    await expire(repository, ({ label }) => label === manifest.repository.snapshot);
    const [oldest] = (await infoOf(repository)).backups.map(({ archive }) => archive.start).sort();
    if (oldest) await this.forgetLog(manifest, vault, oldest);
  }

  private async forgetLog({ sourceId, repository, wal }: ClusterManifest, vault: Vault, oldest: string): Promise<void> {
    const keys = await objectsBelow(vault, `${repository.path}/archive/${sourceId}/${wal.archive}/`);
    const names = keys.map((one) => one.key);
    const place = (name: string) => numberOf(name, wal.segmentBytes);
    for (const { name, key } of segmentsIn(names, wal.segmentBytes)) if (place(name) < place(oldest)) await vault.remove(key);
  }
}

/** pgBackRest would take along whatever stands on it, and nobody has written down what that is. Throws `needed-by-backup`. */
async function refuseBase(repository: Repository, isMeant: (backup: BackupInfo) => boolean): Promise<void> {
  const { backups } = await infoOf(repository);
  const meant = backups.filter(isMeant).map(({ label }) => label);
  const upon = backups.find((one) => !isMeant(one) && one.reference?.some((label) => meant.includes(label)));
  if (upon) throw errors.neededByBackup({ backup: upon.label, detail: meant.join(', ') });
}

async function expire(repository: Repository, isMeant: (backup: BackupInfo) => boolean): Promise<void> {
  const lock = path.join(path.dirname(repository.config), `lock-${repository.owner.uid}`);
  for (const { label } of (await infoOf(repository)).backups.filter(isMeant).reverse())
    await backrestOutput({ ...repository, url: undefined }, 'expire', [`--set=${label}`, `--lock-path=${lock}`]);
}
