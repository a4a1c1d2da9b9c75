import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
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
import { Connections } from './connections.js';
import { DumpEngine } from './engines/dump-engine.js';
import { Engines } from './engines/engines.js';
import { Keyring } from './engines/keyring.js';
import { MariaDatabases } from './engines/maria-databases.js';
import { MariaSystem } from './engines/maria-system.js';
import { PgDatabases } from './engines/pg-databases.js';
import { PgSystem } from './engines/pg-system.js';
import { PointFiles } from './engines/point-files.js';
import { Systems } from './engines/systems.js';
import { AnswerDrill } from './escrow/answer-drill.js';
import { AskDrill } from './escrow/ask-drill.js';
import { DrillStore } from './escrow/drill-store.js';
import { Escrows } from './escrow/escrows.js';
import { OpenWithKey } from './escrow/open-with-key.js';
import { Parcels } from './escrow/parcel.js';
import { ParcelStore } from './escrow/parcel-store.js';
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
import { Rescue } from './rescue/rescue.js';
import { RescuePlans } from './rescue/rescue-plan.js';
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
import { Keeping } from './workflows/keeping.js';
import { Proving } from './workflows/proving.js';
import { Restoring } from './workflows/restoring.js';
import { Retiring } from './workflows/retiring.js';
import { ScheduleTick } from './workflows/schedule-tick.js';
import { ScheduledWork } from './workflows/scheduled-work.js';
import { Taking } from './workflows/taking.js';

const VERBS = [TakeBackup, VerifyPoint, ProvePoint, RestorePoint];
const RECORDS = [RecordCopy, RecordProven, RecordRemoved, RecordRestored, RecordStored, RecordTrouble, RecordVerified];
const QUESTIONS = [RecoveryCards, Sources, Points, Restores];
const STORES = [PointStore, RestoreStore, Shelf, Connections, Vaults, Keyring];
const ENGINES = [PgDatabases, PgSystem, MariaDatabases, MariaSystem, Systems, DumpEngine, Engines, PointFiles];
const WORKFLOWS = [Keeping, Copies, Proving, Checking, Retiring, Taking, Restoring, ScheduledWork, ScheduleTick, ToolCheck];
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
const ESCROW = [AskDrill, AnswerDrill, DrillStore, Escrows, OpenWithKey];
const DEMONSTRATION = [GenerateSamsat, LoseSamsat, SamsatObligations];

@Module({
  imports: [DirectoryModule],
  providers: [...VERBS, ...RECORDS, ...QUESTIONS, ...STORES, ...ENGINES, ...WORKFLOWS, ...CATALOGUE, ...ESCROW, ...DEMONSTRATION],
  exports: [
    ...VERBS,
    ...QUESTIONS,
    CatalogueStanding,
    CheckCatalogue,
    RescuePlans,
    Rescue,
    AskDrill,
    AnswerDrill,
    Escrows,
    OpenWithKey,
    ...DEMONSTRATION,
  ],
})
export class BackupModule {}
