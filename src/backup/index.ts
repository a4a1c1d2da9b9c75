/**
 * What is protected, where its copies lie, and how it comes back. A copy counts once it was read back whole, and is trusted once
 * it was restored and found the same, table by table. Sources and vaults are files on the shelf `backup/`.
 */
export { type SharedAlarm, SharedAlarms } from './alarms/index.js';
export { Approvals } from './approvals.js';
export { ApproveRestore } from './approve-restore.js';
export { Archives } from './archives/archives.js';
export { DropArchive } from './archives/drop-archive.js';
export { RegisterArchives } from './archives/register-archives.js';
export { COLUMNS as ARCHIVE_COLUMNS } from './archives/rules.js';
export { type Archive, CONDITIONS, PAPER_CLASSES, type PaperInBuilding } from './archives/types.js';
export { BackupModule } from './backup.module.js';
export { ProtectedServices, type ServiceBoard, type SystemStanding } from './board/index.js';
export { RecoveryCards } from './card/recovery-cards.js';
export { CatalogueStanding } from './catalogue/catalogue-standing.js';
export { CheckCatalogue } from './catalogue/check-catalogue.js';
export { ClusterSetups } from './cluster-setup.js';
export { type DeclaredSetting, DeclaredSettings } from './declared-settings.js';
export type { WaysIn } from './engines/ways-in.js';
export { AnswerDrill } from './escrow/answer-drill.js';
export { AskDrill } from './escrow/ask-drill.js';
export { Escrows } from './escrow/escrows.js';
export { OpenWithKey } from './escrow/open-with-key.js';
export { PaymentsKnown, Restored, SharedAlarmed, SourceAlarmed } from './events.js';
export { ImportSettlement } from './losses/import-settlement.js';
export { MatchSettlement } from './losses/match-settlement.js';
export type { Evidence } from './losses/payment-store.js';
export { PurgePayments } from './losses/purge-payments.js';
export { TRANSITIONS as PAYMENT_TRANSITIONS } from './losses/rules.js';
export { SetPaymentState } from './losses/set-payment-state.js';
export { Settlements } from './losses/settlements.js';
export { FINDINGS, PAYMENT_STATES, type Payment, type WorklistProgress } from './losses/types.js';
export { type RightsGiven, rolesOf } from './manifest.js';
export { Moments } from './moments.js';
export { DropPaper } from './paper/drop-paper.js';
export { EnterPaper } from './paper/enter-paper.js';
export { PaperWork } from './paper/paper-work.js';
export { RegisterPaper } from './paper/register-paper.js';
export type { PaperBatch, PaperDay } from './paper/types.js';
export { Points } from './points.js';
export { ProbeVault } from './probes/probe-vault.js';
export type { Judged } from './probes/rules.js';
export { ProvePoint } from './prove-point.js';
export type { Reach } from './reach.js';
export { RefuseRestore } from './refuse-restore.js';
export { Rescue, type Rescued, refuseUnfinished } from './rescue/rescue.js';
export { notCompared, type RescuePlan, RescuePlans } from './rescue/rescue-plan.js';
export { RestorePoint } from './restore-point.js';
export { type RestorePreview, type RestoreStanding, Restores } from './restores.js';
export {
  ApproveRequest,
  AskSecond,
  type FailedLeft,
  type Hold,
  type LeftInVault,
  Leftovers,
  type Policy,
  type Reason,
  RefuseRequest,
  type Request,
  type RequestKind,
  Retention,
  type RetentionView,
  SetHold,
} from './retention/index.js';
export { isOffered } from './rules.js';
export { GenerateSamsat } from './samsat/generate-samsat.js';
export { LoseSamsat } from './samsat/lose-samsat.js';
export { SamsatBankFile } from './samsat/samsat-bank-file.js';
export { SamsatObligations } from './samsat/samsat-obligations.js';
export { RestoreSeries } from './series/restore-series.js';
export { type SeriesForesight, SeriesPreview } from './series/series-preview.js';
export { kindOf } from './shelf-schema.js';
export type { SourceStanding } from './source-standing.js';
export { Sources } from './sources.js';
export { SwitchRestore } from './switching/switch-restore.js';
export { TakeBackup } from './take-backup.js';
export type { Lack } from './three-two-one.js';
export type { Copy, Point, Restore, Trouble } from './types.js';
export type { VaultRole } from './vaults/roles.js';
export { type VaultStanding, VaultStandings } from './vaults/vault-standings.js';
export { VerifyPoint } from './verify-point.js';
