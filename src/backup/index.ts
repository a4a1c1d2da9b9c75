/**
 * What is protected, where its copies lie, and how it comes back. A copy counts once it was read back whole, and is trusted once
 * it was restored and found the same, table by table. Sources and vaults are files on the shelf `backup/`.
 */
export { ApproveRestore } from './approve-restore.js';
export { BackupModule } from './backup.module.js';
export type { WaysIn } from './engines/ways-in.js';
export { BackupStored, PointFailed, PointProven, Restored } from './events.js';
export type { Comparison, Manifest, Proof } from './manifest.js';
export { Points } from './points.js';
export { ProvePoint } from './prove-point.js';
export { RefuseRestore } from './refuse-restore.js';
export { RestorePoint } from './restore-point.js';
export { type RestorePreview, type RestoreStanding, Restores } from './restores.js';
export { isOffered } from './rules.js';
export { GenerateSamsat } from './samsat/generate-samsat.js';
export { LoseSamsat } from './samsat/lose-samsat.js';
export { SamsatObligations } from './samsat/samsat-obligations.js';
export { RestoreSeries } from './series/restore-series.js';
export { type SourceInBuilding, type SourceStanding, Sources } from './sources.js';
export type { Alarm, Pace } from './standing.js';
export { SwitchRestore } from './switching/switch-restore.js';
export { TakeBackup } from './take-backup.js';
export type { Copy, Point, PointState, Restore, RestoreTarget, Switch, Trouble } from './types.js';
export { VerifyPoint } from './verify-point.js';
