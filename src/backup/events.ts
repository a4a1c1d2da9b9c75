import { event } from '../platform/index.js';

/** A copy stands in a vault and was read back whole. */
export const BackupStored = event<{ pointId: string; sourceId: string }>('backup.stored');
export const PointProven = event<{ pointId: string; sourceId: string }>('backup.proven');
export const PointFailed = event<{ pointId: string; sourceId: string }>('backup.failed');
/** Payments of a settlement file were taken over, or what was said of one of them has changed. */
export const PaymentsKnown = event<{ settlementId: string; paymentId?: number }>('backup.payments-known');
export const Restored = event<{ restoreId: string; pointId: string; sourceId: string }>('backup.restored');
/** A source has stood badly for a while, or still does after the time that its file names. */
export const SourceAlarmed = event<{ sourceId: string; officeId?: string; alarms: string[] }>('backup.source-alarmed');
/** A vault or an officer's key has been in trouble for a while, or still is. */
export const SharedAlarmed = event<{ alarms: string[] }>('backup.shared-alarmed');
