import { civilDate, HOUR_MS } from '../platform/index.js';
import { errors } from './errors.js';
import type { OfferingStatus, Office, OfficeStatus, StatusKind } from './types.js';

/** What a transition asks for: nothing, or that it comes confirmed. */
type Demand = 'free' | 'confirmed';

/**
 * Closing is instant, moving is approved, and nothing lapses back to normal by itself: a return must be confirmed, or be the
 * correction of a mistake.
 */
export const TRANSITIONS: Record<StatusKind, Record<StatusKind, Demand>> = {
  normal: { normal: 'free', limited: 'free', suspended: 'free', moved: 'confirmed' },
  limited: { normal: 'confirmed', limited: 'free', suspended: 'free', moved: 'confirmed' },
  suspended: { normal: 'confirmed', limited: 'confirmed', suspended: 'free', moved: 'confirmed' },
  moved: { normal: 'confirmed', limited: 'free', suspended: 'free', moved: 'free' },
};

export interface StatusNews {
  status: StatusKind;
  since: Date;
  expectedEnd?: Date;
  cause?: string;
  incidentId?: string;
  confirmed: boolean;
  correction?: boolean;
}

/** The status that follows `previous`; throws `directory.end-before-start`, `.unconfirmed-return` or `.unconfirmed-move`. */
export function nextStatus(previous: OfferingStatus, news: StatusNews, by: string, now: Date): OfferingStatus {
  const { confirmed, correction = false, ...said } = news;
  if (news.expectedEnd && news.expectedEnd <= news.since)
    throw errors.endBeforeStart({ fields: [{ field: 'expectedEnd', message: 'not after since' }] });
  if (!confirmed && !correction) refuseUnconfirmed(previous, news.status);
  return {
    offeringId: previous.offeringId,
    ...said,
    reportedBy: tellsOn(previous, news) ? previous.reportedBy : by,
    ...(confirmed ? { confirmedAt: now, confirmedBy: by } : {}),
    recordedAt: now,
    correction,
  };
}

function refuseUnconfirmed(previous: OfferingStatus, next: StatusKind): void {
  if (TRANSITIONS[previous.status][next] === 'free') return;
  throw (next === 'moved' ? errors.unconfirmedMove : errors.unconfirmedReturn)({
    offering: previous.offeringId,
    from: previous.status,
    to: next,
  });
}

/** Whether the news is about the same closure, so that its first reporter stays on record. */
function tellsOn(previous: OfferingStatus, news: StatusNews): boolean {
  return previous.status !== 'normal' && previous.status === news.status && previous.incidentId === news.incidentId;
}

export const STALE_AFTER_HOURS = 24;

/** When what was confirmed at `confirmedAt` begins to be stale. */
export function staleAt(confirmedAt: Date): Date {
  return new Date(confirmedAt.getTime() + STALE_AFTER_HOURS * HOUR_MS);
}

/** A status other than normal that nobody has confirmed within 24 hours: it is shown as such, never as fact. */
export function isStale(status: Pick<OfferingStatus, 'status' | 'confirmedAt'>, now: Date): boolean {
  if (status.status === 'normal') return false;
  return !status.confirmedAt || now.getTime() - status.confirmedAt.getTime() > STALE_AFTER_HOURS * HOUR_MS;
}

/**
 * The status of an office from those of its offerings: what it cannot give at all is suspended, what it gives in part limited.
 * It is confirmed when all that is not normal is; that an office is normal is unconfirmed where sources contradict each other.
 */
export function officeStatus(
  office: Pick<Office, 'id' | 'confirmedOpen' | 'opensOn' | 'zone'>,
  offerings: OfferingStatus[],
  now: Date,
): OfficeStatus {
  const disturbed = offerings.filter(({ status }) => status !== 'normal');
  const first = Math.min(...disturbed.map(({ since }) => since.getTime()));
  return {
    officeId: office.id,
    status: derive(offerings),
    ...(disturbed.length > 0 ? { since: new Date(first) } : {}),
    confirmed: disturbed.length > 0 ? disturbed.every(({ confirmedAt }) => confirmedAt !== undefined) : office.confirmedOpen,
    stale: disturbed.some((status) => isStale(status, now)),
    ...(opensLater(office, now) ? { notBefore: office.opensOn } : {}),
    offerings,
  };
}

function opensLater({ opensOn, zone }: Pick<Office, 'opensOn' | 'zone'>, now: Date): boolean {
  return opensOn !== undefined && civilDate(now, zone) < opensOn;
}

function derive(offerings: OfferingStatus[]): StatusKind {
  const kinds = new Set(offerings.map(({ status }) => status));
  if (kinds.size === 0) return 'normal';
  if (kinds.size === 1) return offerings[0]!.status;
  return kinds.has('normal') || kinds.has('limited') ? 'limited' : 'suspended';
}
