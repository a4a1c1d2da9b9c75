export const INCIDENT_STATES = ['reported', 'confirmed', 'closed', 'corrected'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What happened to an office, or to one part of it (`plate-printer`). A person is kept by account id. */
export interface Incident {
  id: string;
  officeId: string;
  /** Absent when the whole office is meant. */
  part?: string;
  /** In the reporter's words; absent while unknown. */
  cause?: string;
  state: IncidentState;
  beganAt: Date;
  /** Absent while unknown. */
  expectedEnd?: Date;
  reportedAt: Date;
  reportedBy: string;
  /** How the report came, where nobody had signed in: an SMS, whose sender can be forged, or a code on paper. */
  via?: 'sms' | 'code';
  /** Who printed the sheet of the code, and may have kept a copy. */
  codePrintedBy?: string;
  /** When somebody called back the registered number of an SMS. */
  calledBackAt?: Date;
  /** The declaration over many offices that it belongs to. */
  waveId?: string;
  confirmedAt?: Date;
  confirmedBy?: string;
  /** When the office opened again; set by closing. */
  reopenedAt?: Date;
  closedAt?: Date;
  closedBy?: string;
  correctedAt?: Date;
  correctedBy?: string;
  correctionReason?: string;
}

export const TIMELINE_KINDS = [
  'reported',
  'confirmed',
  'corrected',
  'closed',
  'escalated',
  'nobody-to-tell',
  'called-back',
  'reconfirmed',
  'stale',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface TimelineEntry {
  id: string;
  incidentId: string;
  at: Date;
  kind: TimelineKind;
  /** Account id, `duty:<place on the roster>`, `office:<id>`, or `system:<room>`. */
  by: string;
  detail: Record<string, unknown>;
}

/** When the next person on the duty roster is told, as long as nobody has confirmed or corrected. */
export interface Escalation {
  incidentId: string;
  dueAt: Date;
  /** How many have been told; the next one is `round` places down the roster, which is walked in circles. */
  round: number;
}

/** How somebody is told; `none` where there is no way. */
export type Channel = 'email' | 'sms' | 'none';

export const CALL_OUTCOMES = ['attempted', 'delivered', 'failed', 'no-gateway', 'sample'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/**
 * One message to one place on the roster. `attempted` stays when a crash left the outcome unknown; `sample` is a place that
 * was made up for a demonstration and is never written to.
 */
export interface Call {
  id: string;
  incidentId: string;
  memberId: string;
  functionName: string;
  channel: Channel;
  at: Date;
  outcome: CallOutcome;
  error?: string;
}

export const ALARM_KINDS = ['code-used', 'stale', 'not-open', 'data-notice-due', 'backup', 'keeping'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** What the whole roster is told at once, and what stays on the console until somebody has seen it. */
export interface Alarm {
  id: string;
  kind: AlarmKind;
  /** Absent for a source that stands in no office, and of the kind `keeping`: the vaults and the officers' keys. */
  officeId?: string;
  incidentId?: string;
  /** The source whose copies are in trouble, of the kind `backup`. */
  sourceId?: string;
  at: Date;
  /** Whose act raised it. */
  by: string;
  seenAt?: Date;
  seenBy?: string;
}

/** One message of an alarm to one place on the roster. */
export interface AlarmCall {
  alarmId: string;
  memberId: string;
  functionName: string;
  channel: Channel;
  at: Date;
  outcome: CallOutcome;
  error?: string;
}
