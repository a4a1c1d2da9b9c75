import { DateTime } from 'luxon';
import { personOf } from '../people/index.js';
import { errors } from './errors.js';
import type { Call, Escalation, Incident, IncidentState } from './types.js';

/** What each verb leads to, wherever it is allowed. */
interface Outcomes {
  confirm: 'confirmed';
  reconfirm: 'confirmed';
  correct: 'corrected';
  close: 'closed';
}
export type IncidentVerb = keyof Outcomes;
type Became<V extends IncidentVerb> = Incident & { state: Outcomes[V] };

/** Every change of state there is. Closed and corrected incidents stay as they are: what comes later is a new incident. */
export const TRANSITIONS: Record<IncidentState, Partial<Outcomes>> = {
  reported: { confirm: 'confirmed', correct: 'corrected' },
  confirmed: { reconfirm: 'confirmed', correct: 'corrected', close: 'closed' },
  closed: {},
  corrected: {},
};

/** A report that nobody confirmed goes to the next person on the duty roster after this long. */
const ESCALATE_AFTER_MINUTES = 15;

/** How long the link in a message to the roster opens. */
const LINK_HOURS = 12;

/** How far ahead a preview counts what falls due. */
const LOOK_AHEAD_DAYS = 14;

export interface Report {
  id: string;
  officeId: string;
  part?: string;
  cause?: string;
  beganAt: Date;
  expectedEnd?: Date;
  via?: Incident['via'];
  codePrintedBy?: string;
  waveId?: string;
}

/** A new incident, as one person reports it. Throws `began-in-future`, `end-before-start`. */
export function report(what: Report, by: string, now: Date): Incident {
  if (what.beganAt > now)
    throw errors.beganInFuture({ beganAt: what.beganAt, fields: [{ field: 'beganAt', message: 'is in the future' }] });
  if (what.expectedEnd && what.expectedEnd <= what.beganAt) {
    throw errors.endBeforeStart({
      beganAt: what.beganAt,
      expectedEnd: what.expectedEnd,
      fields: [{ field: 'expectedEnd', message: 'is not after beganAt' }],
    });
  }
  return { ...what, state: 'reported', reportedAt: now, reportedBy: by };
}

/**
 * Throws `needs-another-person` when the reporter confirms her own report, or who printed its code, and `needs-callback` for a report by SMS whose
 * registered number nobody has called back.
 */
export function confirm(incident: Incident, by: string, now: Date): Became<'confirm'> {
  const state = next(incident, 'confirm');
  if (mayNotConfirm(incident, by)) throw errors.needsAnotherPerson({ incidentId: incident.id });
  if (incident.via === 'sms' && !incident.calledBackAt) throw errors.needsCallback({ incidentId: incident.id });
  return { ...incident, state, confirmedAt: now, confirmedBy: by };
}

/** Whether this person cannot be the second one: she reported it, or printed the sheet whose code did. */
export function mayNotConfirm({ reportedBy, codePrintedBy }: Incident, person: string): boolean {
  return person === reportedBy || person === codePrintedBy;
}

/** The registered number was called back and the report is so. Throws `no-callback-needed`, and what `confirm` throws. */
export function confirmByCallback(incident: Incident, calledAt: Date, by: string, now: Date): Became<'confirm'> {
  if (incident.via !== 'sms') throw errors.noCallbackNeeded({ incidentId: incident.id });
  if (calledAt < incident.reportedAt || calledAt > now)
    throw errors.callbackTime({ calledAt, fields: [{ field: 'calledAt', message: 'is not between the report and now' }] });
  return confirm({ ...incident, calledBackAt: calledAt }, by, now);
}

/** Still so, as somebody has seen again; with a new expected end, where there is one. Throws `not-allowed-now`, `end-before-start`. */
export function reconfirm(incident: Incident, expectedEnd: Date | undefined, now: Date): Became<'reconfirm'> {
  const state = next(incident, 'reconfirm');
  if (expectedEnd && expectedEnd <= now)
    throw errors.endBeforeStart({ expectedEnd, fields: [{ field: 'expectedEnd', message: 'is not after now' }] });
  return { ...incident, state, expectedEnd: expectedEnd ?? incident.expectedEnd };
}

export function correct(incident: Incident, reason: string | undefined, by: string, now: Date): Became<'correct'> {
  return { ...incident, state: next(incident, 'correct'), correctionReason: reason, correctedAt: now, correctedBy: by };
}

/** `reopenedAt` is when the office opened again, not when that was written down. */
export function close(incident: Incident, reopenedAt: Date, by: string, now: Date): Became<'close'> {
  const state = next(incident, 'close');
  if (reopenedAt <= incident.beganAt) throw errors.reopenedBeforeStart({ beganAt: incident.beganAt, reopenedAt });
  if (reopenedAt > now) throw errors.reopenedInFuture({ reopenedAt });
  return { ...incident, state, reopenedAt, closedAt: now, closedBy: by };
}

export function isOpen({ state }: Pick<Incident, 'state'>): boolean {
  return Object.keys(TRANSITIONS[state]).length > 0;
}

/** What may be done with it now, in the order in which a page offers it. */
export function verbsFor({ state }: Pick<Incident, 'state'>): IncidentVerb[] {
  return Object.keys(TRANSITIONS[state]) as IncidentVerb[];
}

/** Whether an open incident already says what a new report of this office and part would say. */
export function covers(open: Incident, part: string | undefined): boolean {
  return open.part === undefined || open.part === part;
}

/** Offerings that stop: all of the office, or those that need the part. */
export function affected<T extends { needsParts: readonly string[] }>(offerings: readonly T[], part: string | undefined): T[] {
  return part === undefined ? [...offerings] : offerings.filter((offering) => offering.needsParts.includes(part));
}

/** Offerings that another open incident of the same office goes on holding after this one has ended. */
export function stillHeldBy<T extends { needsParts: readonly string[] }>(
  offering: T,
  others: readonly Incident[],
): Incident | undefined {
  return others.find((other) => affected([offering], other.part).length > 0);
}

/** Nobody sits at the console when a report comes by SMS: the roster is told at once. */
export function firstEscalation({ id, reportedAt, via }: Incident): Escalation {
  return { incidentId: id, round: 0, dueAt: minutesAfter(reportedAt, via === 'sms' ? 0 : ESCALATE_AFTER_MINUTES) };
}

export function linkExpiry(sentAt: Date): Date {
  return minutesAfter(sentAt, LINK_HOURS * 60);
}

export function nextEscalation(escalation: Escalation, now: Date): Escalation {
  return { ...escalation, round: escalation.round + 1, dueAt: minutesAfter(now, ESCALATE_AFTER_MINUTES) };
}

/** Whose turn it is: down the roster without the reporter, who cannot confirm; then from its top again. */
export function memberToTell<T extends { id: string; accountId?: string }>(
  roster: readonly T[],
  reportedBy: string,
  round: number,
): T | undefined {
  const others = roster.filter((member) => personOf(member) !== reportedBy);
  return others[round % others.length];
}

/** The two weeks that a preview looks ahead, as civil dates in the zone of the office, both included. */
export function dueWindow(now: Date, zone: string): { from: string; to: string } {
  const from = DateTime.fromJSDate(now, { zone });
  return { from: from.toFormat('yyyy-MM-dd'), to: from.plus({ days: LOOK_AHEAD_DAYS }).toFormat('yyyy-MM-dd') };
}

interface Capacity {
  capacityPerDay?: number;
  capacityConfirmed: boolean;
  isSample: boolean;
}

/** Sum of the capacities; `isSample` where one of them was made up or assumed, `unknown` counts offerings without one. */
export interface PeopleADay {
  perDay: number;
  isSample: boolean;
  unknown: number;
}

/** How many people a day come to these offerings, by their capacity. */
export function peopleADay(offerings: readonly Capacity[]): PeopleADay {
  const known = offerings.filter(({ capacityPerDay }) => capacityPerDay !== undefined);
  return {
    perDay: known.reduce((sum, { capacityPerDay = 0 }) => sum + capacityPerDay, 0),
    isSample: known.some(({ isSample, capacityConfirmed }) => isSample || !capacityConfirmed),
    unknown: offerings.length - known.length,
  };
}

/** How somebody can be reached with the gateways there are: by all of them, because mail says more and an SMS wakes. */
export function waysTo(
  member: { email?: string; phone?: string; isSample: boolean },
  gateways: { mail: boolean; sms: boolean },
): Pick<Call, 'channel' | 'outcome'>[] {
  if (member.isSample) return [{ channel: 'none', outcome: 'sample' }];
  const ways: Pick<Call, 'channel' | 'outcome'>[] = [];
  if (member.phone && gateways.sms) ways.push({ channel: 'sms', outcome: 'attempted' });
  if (member.email && gateways.mail) ways.push({ channel: 'email', outcome: 'attempted' });
  return ways.length > 0 ? ways : [{ channel: 'none', outcome: 'no-gateway' }];
}

function next<V extends IncidentVerb>(incident: Incident, verb: V): Outcomes[V] {
  const state = TRANSITIONS[incident.state][verb];
  if (!state) throw errors.notAllowedNow({ incidentId: incident.id, state: incident.state, verb });
  return state;
}

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}
