import { civilDate } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { HomeVisit, VisitRequest } from '../types.js';
import { peopleOn } from './share-out.js';

/** Who has a place on it: whoever withdrew or was served elsewhere has none. */
export function onVisit(requests: VisitRequest[]): VisitRequest[] {
  return requests.filter(({ state }) => state === 'planned' || state === 'served' || state === 'not-met');
}

/** Places that nobody has. */
export function placesLeft({ quota }: Pick<HomeVisit, 'quota'>, requests: VisitRequest[]): number {
  return quota - peopleOn(onVisit(requests));
}

/** Throws `outreach.visit-settled`: what people were told is not changed under them. */
export function requireDraft(visit: HomeVisit): void {
  if (visit.state !== 'draft') throw errors.visitSettled({ state: visit.state });
}

export function requireNotCancelled(visit: HomeVisit): void {
  if (visit.state === 'cancelled') throw errors.visitSettled({ state: visit.state });
}

/** Throws `outreach.visit-full`. */
export function requireRoom(visit: Pick<HomeVisit, 'quota'>, requests: VisitRequest[]): void {
  const left = placesLeft(visit, requests);
  if (left < 0) throw errors.visitFull({ over: -left, fields: [{ field: 'quota', message: 'too small for those on it' }] });
}

/** Throws `outreach.past-day`. */
export function requireToCome({ onDay }: Pick<HomeVisit, 'onDay'>, now: Date, zone: string): void {
  if (onDay < civilDate(now, zone)) throw errors.pastDay({ fields: [{ field: 'onDay', message: 'is over' }] });
}
