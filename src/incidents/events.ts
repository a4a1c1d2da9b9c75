import { event } from '../platform/index.js';

interface OfIncident {
  incidentId: string;
}

export const IncidentDeclared = event<OfIncident>('incidents.declared');
export const IncidentConfirmed = event<OfIncident>('incidents.confirmed');
export const IncidentCorrected = event<OfIncident>('incidents.corrected');
export const IncidentClosed = event<OfIncident>('incidents.closed');
export const IncidentEscalated = event<OfIncident>('incidents.escalated');
