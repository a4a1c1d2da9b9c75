import { event } from '../platform/index.js';

export interface DispensationNews {
  dispensationId: string;
  incidentId: string;
}

export const DispensationProposed = event<DispensationNews>('dispensation.proposed');
export const DispensationSigned = event<DispensationNews>('dispensation.signed');
/** Revoked, or replaced by a newer decision: what it granted no longer holds by itself. */
export const DispensationRevoked = event<DispensationNews>('dispensation.revoked');
