/**
 * What happened, where, since when: a report that one person makes and the public reads at once, a second person confirms, and
 * somebody closes or takes back. A report that nobody confirms is carried down the duty roster; it never lapses by itself.
 */
export { CloseIncident } from './close-incident.js';
export { ConfirmIncident } from './confirm-incident.js';
export { CorrectIncident } from './correct-incident.js';
export { DeclareIncident } from './declare-incident.js';
export { EscalateUnconfirmed } from './escalate-unconfirmed.js';
export { EscalationTick } from './escalation-tick.js';
export { IncidentClosed, IncidentConfirmed, IncidentCorrected, IncidentDeclared, IncidentEscalated } from './events.js';
export { Incidents } from './incidents.js';
export { IncidentsModule } from './incidents.module.js';
export { type PeopleADay, type Preview, PreviewClosure } from './preview-closure.js';
export { type IncidentVerb, isOpen, verbsFor } from './rules.js';
export type { Call, CallOutcome, Escalation, Incident, IncidentState, TimelineEntry, TimelineKind } from './types.js';
