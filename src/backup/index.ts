/**
 * What is protected, where its copies lie, and how it comes back. A copy counts once it was read back whole, and is trusted once
 * it was restored and found the same, table by table. Sources and vaults are files on the shelf `backup/`.
 */
export { WatchTick } from './alarms/index.js';
export { BackupModule } from './backup.module.js';
export {
  type Level,
  ProtectedServices,
  type ServiceBoard,
  type ServiceStanding,
  type Sized,
  type SystemStanding,
  type Timed,
} from './board/index.js';
export { BackupStored, PointFailed, PointProven, Restored, SourceAlarmed } from './events.js';
export type { Comparison, Manifest, Proof } from './manifest.js';
export { Points } from './points.js';
export { ProvePoint } from './prove-point.js';
export { RestorePoint } from './restore-point.js';
export { type RestorePreview, Restores } from './restores.js';
export {
  ApproveRequest,
  AskSecond,
  type Hold,
  type Policy,
  type Reason,
  RefuseRequest,
  type Request,
  type RequestKind,
  Retention,
  type RetentionView,
  SetHold,
  type Verdict,
} from './retention/index.js';
export { isOffered } from './rules.js';
export { GenerateSamsat } from './samsat/generate-samsat.js';
export { LoseSamsat } from './samsat/lose-samsat.js';
export { SamsatObligations } from './samsat/samsat-obligations.js';
export { type SourceInBuilding, type SourceStanding, Sources } from './sources.js';
export type { Alarm, Pace } from './standing.js';
export { TakeBackup } from './take-backup.js';
export type { Copy, Point, PointState, Restore, RestoreTarget, Trouble } from './types.js';
export { VerifyPoint } from './verify-point.js';
