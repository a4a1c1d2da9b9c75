import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { ALARMS, SharedAlarms } from './alarms/index.js';
import { Approvals } from './approvals.js';
import { ApproveRestore } from './approve-restore.js';
import { ARCHIVE_DOORS, ARCHIVE_PARTS } from './archives/index.js';
import { BOARD, ProtectedServices } from './board/index.js';
import { RecoveryCards } from './card/recovery-cards.js';
import { AdoptCatalogue } from './catalogue/adopt-catalogue.js';
import { AdoptionStore } from './catalogue/adoption-store.js';
import { CatalogueKey } from './catalogue/catalogue-key.js';
import { CatalogueStanding } from './catalogue/catalogue-standing.js';
import { CatalogueStore } from './catalogue/catalogue-store.js';
import { Catalogues } from './catalogue/catalogues.js';
import { CheckCatalogue } from './catalogue/check-catalogue.js';
import { NewerCatalogue } from './catalogue/newer-catalogue.js';
import { RecordCatalogue } from './catalogue/record-catalogue.js';
import { ChosenPoint } from './chosen-point.js';
import { ClusterSetups } from './cluster-setup.js';
import { Connections } from './connections.js';
import { DeclaredSettings } from './declared-settings.js';
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
import { DetachedClusters } from './engines/pgbackrest/detached.js';
import { LogTimes } from './engines/pgbackrest/log-times.js';
import { PgbackrestEngine } from './engines/pgbackrest/pgbackrest-engine.js';
import { PointFiles } from './engines/point-files.js';
import { RepositoryKey } from './engines/repository-key.js';
import { RepositoryKeyStore } from './engines/repository-key-store.js';
import { FolderExchange } from './engines/restic/folder-exchange.js';
import { FolderNotes } from './engines/restic/folder-notes.js';
import { FolderPlaces } from './engines/restic/folder-places.js';
import { ResticRepositories } from './engines/restic/repositories.js';
import { ResticEngine } from './engines/restic/restic-engine.js';
import { Systems } from './engines/systems.js';
import { AnswerDrill } from './escrow/answer-drill.js';
import { AskDrill } from './escrow/ask-drill.js';
import { DrillStore } from './escrow/drill-store.js';
import { Escrows } from './escrow/escrows.js';
import { OpenWithKey } from './escrow/open-with-key.js';
import { Parcels } from './escrow/parcel.js';
import { ParcelStore } from './escrow/parcel-store.js';
import { Foresight } from './foresight/foresight.js';
import { LogWatchStore } from './log-watch-store.js';
import { LOSS_DOORS, LOSS_PARTS } from './losses/index.js';
import { Moments } from './moments.js';
import { OwnCopies } from './own-copies.js';
import { PAPER_DOORS, PAPER_PARTS } from './paper/index.js';
import { PointStore } from './point-store.js';
import { Points } from './points.js';
import { ProbeStore } from './probes/probe-store.js';
import { ProbeVault } from './probes/probe-vault.js';
import { Prober } from './probes/prober.js';
import { Probing } from './probes/probing.js';
import { RecordProbe } from './probes/record-probe.js';
import { ProvePoint } from './prove-point.js';
import { RecordCopy } from './records/record-copy.js';
import { RecordGone } from './records/record-gone.js';
import { RecordLocks } from './records/record-locks.js';
import { RecordProven } from './records/record-proven.js';
import { RecordRemoved } from './records/record-removed.js';
import { RecordRestored } from './records/record-restored.js';
import { RecordStored } from './records/record-stored.js';
import { RecordTrouble } from './records/record-trouble.js';
import { RecordVerified } from './records/record-verified.js';
import { RefuseRestore } from './refuse-restore.js';
import { Rescue } from './rescue/rescue.js';
import { RescuePlans } from './rescue/rescue-plan.js';
import { RestorePoint } from './restore-point.js';
import { RestoreStore } from './restore-store.js';
import { Restores } from './restores.js';
import { RETENTION, RETENTION_DOORS } from './retention/index.js';
import { GenerateSamsat } from './samsat/generate-samsat.js';
import { LoseSamsat } from './samsat/lose-samsat.js';
import { SamsatBankFile } from './samsat/samsat-bank-file.js';
import { SamsatObligations } from './samsat/samsat-obligations.js';
import { ScheduleStore } from './schedule-store.js';
import { RestoreSeries } from './series/restore-series.js';
import { RestoringSeries } from './series/restoring-series.js';
import { SeriesPreview } from './series/series-preview.js';
import { Shelf } from './shelf.js';
import { Sources } from './sources.js';
import { StandingReader } from './standing-reader.js';
import { StandingStore } from './standing-store.js';
import { RecordSwitched } from './switching/record-switched.js';
import { RecordUnswitched } from './switching/record-unswitched.js';
import { SwitchRestore } from './switching/switch-restore.js';
import { SwitchStore } from './switching/switch-store.js';
import { Switching } from './switching/switching.js';
import { TakeBackup } from './take-backup.js';
import { Tellings } from './tellings.js';
import { ToolCheck } from './tool-check.js';
import { Credentials } from './vaults/credentials.js';
import { RoleDuty } from './vaults/role-duty.js';
import { VaultStandings } from './vaults/vault-standings.js';
import { VaultStore } from './vaults/vault-store.js';
import { Vaults } from './vaults/vaults.js';
import { VerifyPoint } from './verify-point.js';
import { Checking } from './workflows/checking.js';
import { Copies } from './workflows/copies.js';
import { DueWork } from './workflows/due-work.js';
import { Keeping } from './workflows/keeping.js';
import { Locking } from './workflows/locking.js';
import { LogWatch } from './workflows/log-watch.js';
import { Presence } from './workflows/presence.js';
import { Proving } from './workflows/proving.js';
import { RemovalTick } from './workflows/removal-tick.js';
import { Restoring } from './workflows/restoring.js';
import { Retiring } from './workflows/retiring.js';
import { ScheduleTick } from './workflows/schedule-tick.js';
import { ScheduledWork } from './workflows/scheduled-work.js';
import { Taking } from './workflows/taking.js';
import { Zones } from './zones.js';

const VERBS = [TakeBackup, VerifyPoint, ProvePoint, RestorePoint, ProbeVault];
const RECORDS = [
  RecordCopy,
  RecordGone,
  RecordProven,
  RecordRemoved,
  RecordRestored,
  RecordStored,
  RecordTrouble,
  RecordVerified,
  RecordSwitched,
  RecordUnswitched,
  RecordLocks,
  RecordProbe,
];
const QUESTIONS = [
  Approvals,
  SeriesPreview,
  Sources,
  Points,
  Restores,
  ProtectedServices,
  VaultStandings,
  RecoveryCards,
  Moments,
  ClusterSetups,
  DeclaredSettings,
  SharedAlarms,
];
const STORES = [
  ChosenPoint,
  PointStore,
  RestoreStore,
  Shelf,
  Connections,
  OwnCopies,
  Vaults,
  Keyring,
  Zones,
  SwitchStore,
  Foresight,
  VaultStore,
  ProbeStore,
  Credentials,
  RoleDuty,
  LogWatchStore,
  ScheduleStore,
  StandingStore,
  StandingReader,
];
const PGBACKREST = [
  Clusters,
  ClusterTake,
  ClusterCopies,
  DetachedClusters,
  ClusterRestore,
  ClusterReach,
  LogTimes,
  PgbackrestEngine,
];
const ENGINES = [PgDatabases, PgSystem, MariaDatabases, MariaSystem, Systems, DumpEngine, Engines, PointFiles, ...PGBACKREST];
const FOLDERS = [FolderNotes, FolderPlaces, FolderExchange, ResticRepositories, ResticEngine, RepositoryKey, RepositoryKeyStore];
const WORKFLOWS = [
  Copies,
  Proving,
  Checking,
  Retiring,
  Taking,
  Restoring,
  ScheduledWork,
  ScheduleTick,
  DueWork,
  RemovalTick,
  ToolCheck,
  Tellings,
  Presence,
  ...ALARMS,
  Switching,
  Locking,
  Prober,
  Probing,
  Keeping,
  RestoringSeries,
  LogWatch,
];
const RESTORING = [ApproveRestore, RefuseRestore, SwitchRestore, RestoreSeries];
const DEMONSTRATION = [GenerateSamsat, LoseSamsat, SamsatObligations, SamsatBankFile];

const CATALOGUE = [
  AdoptCatalogue,
  AdoptionStore,
  CatalogueKey,
  CatalogueStanding,
  CatalogueStore,
  Catalogues,
  CheckCatalogue,
  NewerCatalogue,
  Parcels,
  ParcelStore,
  RescuePlans,
  Rescue,
  RecordCatalogue,
];

const ESCROW_DOORS = [AskDrill, AnswerDrill, Escrows, OpenWithKey];

const DOORS = [
  ...VERBS,
  ...QUESTIONS,
  ...RETENTION_DOORS,
  ...RESTORING,
  ...LOSS_DOORS,
  ...PAPER_DOORS,
  ...DEMONSTRATION,
  CatalogueStanding,
  CheckCatalogue,
  RescuePlans,
  Rescue,
  ...ARCHIVE_DOORS,
  ...ESCROW_DOORS,
];

@Module({
  imports: [DirectoryModule],
  providers: [
    ...RECORDS,
    ...STORES,
    ...ENGINES,
    ...FOLDERS,
    ...WORKFLOWS,
    ...RETENTION,
    ...BOARD,
    ...CATALOGUE,
    ...DOORS,
    ...LOSS_PARTS,
    ...PAPER_PARTS,
    ...ARCHIVE_PARTS,
    DrillStore,
  ],
  exports: DOORS,
})
export class BackupModule {}
