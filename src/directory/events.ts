import { event } from '../platform/index.js';

/** A new status was recorded for these offerings. */
export const StatusChanged = event<{ offeringIds: string[]; incidentId?: string }>('directory.status-changed');
