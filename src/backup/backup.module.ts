import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { ClusterSetups } from './cluster-setup.js';
import { Connections } from './connections.js';
import { DumpEngine } from './engines/dump-engine.js';
import { Engines } from './engines/engines.js';
import { Keyring } from './engines/keyring.js';
import { MariaDatabases } from './engines/maria-databases.js';
import { MariaSystem } from './engines/maria-system.js';
import { PgDatabases } from './engines/pg-databases.js';
import { PgSystem } from './engines/pg-system.js';
import { ClusterCopies } from './engines/pgbackrest/cluster-copies.js';
import { ClusterReach } from './engines/pgbackrest/cluster-reach.js';
import { ClusterRestore } from './engines/pgbackrest/cluster-restore.js';
import { ClusterTake } from './engines/pgbackrest/cluster-take.js';
import { Clusters } from './engines/pgbackrest/clusters.js';
import { LogTimes } from './engines/pgbackrest/log-times.js';
import { PgbackrestEngine } from './engines/pgbackrest/pgbackrest-engine.js';
import { PointFiles } from './engines/point-files.js';
import { RepositoryKey } from './engines/repository-key.js';
import { FolderPlaces } from './engines/restic/folder-places.js';
import { ResticRepositories } from './engines/restic/repositories.js';
import { ResticEngine } from './engines/restic/restic-engine.js';
import { Systems } from './engines/systems.js';
import { LogWatchStore } from './log-watch-store.js';
import { Moments } from './moments.js';
import { PointStore } from './point-store.js';
import { Points } from './points.js';
import { ProvePoint } from './prove-point.js';
import { RecordCopy } from './records/record-copy.js';
import { RecordProven } from './records/record-proven.js';
import { RecordRemoved } from './records/record-removed.js';
import { RecordRestored } from './records/record-restored.js';
import { RecordStored } from './records/record-stored.js';
import { RecordTrouble } from './records/record-trouble.js';
import { RecordVerified } from './records/record-verified.js';
import { RestorePoint } from './restore-point.js';
import { RestoreStore } from './restore-store.js';
import { Restores } from './restores.js';
import { GenerateSamsat } from './samsat/generate-samsat.js';
import { LoseSamsat } from './samsat/lose-samsat.js';
import { SamsatObligations } from './samsat/samsat-obligations.js';
import { Shelf } from './shelf.js';
import { Sources } from './sources.js';
import { TakeBackup } from './take-backup.js';
import { ToolCheck } from './tool-check.js';
import { Vaults } from './vaults/vaults.js';
import { VerifyPoint } from './verify-point.js';
import { Checking } from './workflows/checking.js';
import { Copies } from './workflows/copies.js';
import { LogWatch } from './workflows/log-watch.js';
import { Proving } from './workflows/proving.js';
import { Restoring } from './workflows/restoring.js';
import { Retiring } from './workflows/retiring.js';
import { ScheduleTick } from './workflows/schedule-tick.js';
import { ScheduledWork } from './workflows/scheduled-work.js';
import { Taking } from './workflows/taking.js';

const VERBS = [TakeBackup, VerifyPoint, ProvePoint, RestorePoint];
const RECORDS = [RecordCopy, RecordProven, RecordRemoved, RecordRestored, RecordStored, RecordTrouble, RecordVerified];
const QUESTIONS = [Sources, Points, Restores, Moments, ClusterSetups];
const STORES = [PointStore, RestoreStore, LogWatchStore, Shelf, Connections, Vaults, Keyring];
const PGBACKREST = [Clusters, ClusterTake, ClusterCopies, ClusterRestore, ClusterReach, LogTimes, PgbackrestEngine];
const ENGINES = [PgDatabases, PgSystem, MariaDatabases, MariaSystem, Systems, DumpEngine, Engines, PointFiles, ...PGBACKREST];
const FOLDERS = [FolderPlaces, RepositoryKey, ResticRepositories, ResticEngine];
const WORKFLOWS = [Copies, Proving, Checking, Retiring, Taking, Restoring, ScheduledWork, ScheduleTick, LogWatch, ToolCheck];
const DEMONSTRATION = [GenerateSamsat, LoseSamsat, SamsatObligations];

@Module({
  imports: [DirectoryModule],
  providers: [...VERBS, ...RECORDS, ...QUESTIONS, ...STORES, ...ENGINES, ...FOLDERS, ...WORKFLOWS, ...DEMONSTRATION],
  exports: [...VERBS, ...QUESTIONS, ...DEMONSTRATION],
})
export class BackupModule {}
