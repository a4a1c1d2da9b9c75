/**
 * What happened, where, since when: a report that one person makes and the public reads at once, a second person confirms, and
 * somebody closes or takes back. A report that nobody confirms is carried down the duty roster; it never lapses by itself. A
 * report may also come by SMS or by a code on paper, and one declaration may hold many offices. What was confirmed is asked for
 * again each day, and offices that take part say each morning that they have opened.
 */
export { AcknowledgeAlarm, Alarms, RaiseAlarm } from './alarms/index.js';
export { type CheckIn, type CheckInState, CheckIns, SetCheckIn } from './check-in/index.js';
export { CloseIncident } from './close-incident.js';
export { ConfirmIncident } from './confirm-incident.js';
export { CorrectIncident } from './correct-incident.js';
export { DeclareIncident } from './declare-incident.js';
export { AnswerDutyLink, type DutyCall, DutyLinks, UseDutyCode } from './duty/index.js';
export { EscalateUnconfirmed } from './escalate-unconfirmed.js';
export { EscalationTick } from './escalation-tick.js';
export { IncidentClosed, IncidentConfirmed, IncidentCorrected, IncidentDeclared, IncidentEscalated } from './events.js';
export { Incidents } from './incidents.js';
export { IncidentsModule } from './incidents.module.js';
export { NamedOffices } from './named-offices.js';
export { Persons } from './persons.js';
export { type Preview, PreviewClosure } from './preview-closure.js';
export { Reconfirmations, ReconfirmStatus, type ToReconfirm } from './reconfirm/index.js';
export { PlanReturn, type ReturnStage, Returns, ReturnTick } from './returning/index.js';
export { type IncidentVerb, isOpen, mayNotConfirm, type PeopleADay, verbsFor } from './rules.js';
export { ConfirmByCallback, type Registered, RegisteredNumbers, SmsReports } from './sms/index.js';
export type {
  Alarm,
  AlarmCall,
  Call,
  CallOutcome,
  Escalation,
  Incident,
  IncidentState,
  TimelineEntry,
  TimelineKind,
} from './types.js';
export {
  type AlreadyDeclared,
  type AreaWanted,
  CloseWave,
  ConfirmWave,
  CorrectWave,
  type Declared,
  DeclareWave,
  type OfficeImpact,
  PreviewWave,
  type Wave,
  type WaveFolder,
  type WaveMoved,
  type WavePreview,
  Waves,
} from './waves/index.js';
