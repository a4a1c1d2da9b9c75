/**
 * What is protected, where its copies lie, and how it comes back. A copy counts once it was read back whole, and is trusted once
 * it was restored and found the same, table by table. Sources and vaults are files on the shelf `backup/`.
 */
export { BackupModule } from './backup.module.js';
export { type ClusterSetup, ClusterSetups } from './cluster-setup.js';
export { BackupStored, PointFailed, PointProven, Restored } from './events.js';
export { type Comparison, type Manifest, type Proof, rolesOf } from './manifest.js';
export { Moments } from './moments.js';
export { Points } from './points.js';
export { ProvePoint } from './prove-point.js';
export type { Gap, Reach } from './reach.js';
export { RestorePoint } from './restore-point.js';
export { type RestorePreview, Restores } from './restores.js';
export { isOffered } from './rules.js';
export { GenerateSamsat } from './samsat/generate-samsat.js';
export { LoseSamsat } from './samsat/lose-samsat.js';
export { SamsatObligations } from './samsat/samsat-obligations.js';
export { kindOf } from './shelf-schema.js';
export { type SourceInBuilding, type SourceStanding, Sources } from './sources.js';
export type { Alarm, Pace } from './standing.js';
export { TakeBackup } from './take-backup.js';
export type { Copy, Point, PointState, Restore, RestoreTarget, Trouble } from './types.js';
export { VerifyPoint } from './verify-point.js';
