import { Restored } from '../backup/index.js';
import { DispensationProposed, DispensationRevoked, DispensationSigned } from '../dispensation/index.js';
import { IncidentClosed, IncidentConfirmed, IncidentCorrected, IncidentDeclared, IncidentEscalated } from '../incidents/index.js';
import type { EventType } from '../platform/index.js';
import { HostsAnswered, HostsAsked, RerouteProposed, ReroutePublished, RerouteWithdrawn } from '../rerouting/index.js';

/** News of an incident that a playbook may start on or wait for. */
export const NEWS: readonly EventType<{ incidentId: string }>[] = [
  IncidentDeclared,
  IncidentConfirmed,
  IncidentEscalated,
  IncidentCorrected,
  IncidentClosed,
  RerouteProposed,
  HostsAsked,
  HostsAnswered,
  ReroutePublished,
  RerouteWithdrawn,
  DispensationProposed,
  DispensationSigned,
  DispensationRevoked,
];

/** News of a data source: it concerns the open incidents of the office that the source stands in. */
export const RESTORED = Restored;
