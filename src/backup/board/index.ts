import { BackupMetrics } from './backup-metrics.js';

export type { Level, ServiceStanding, Sized, SystemStanding, Timed } from './board-rules.js';
export { ProtectedServices, type ServiceBoard } from './protected-services.js';
export const BOARD = [BackupMetrics];
