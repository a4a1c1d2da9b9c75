import { DAY_MS } from '../../platform/index.js';
import { errors } from '../errors.js';
import { sha256 } from '../manifest.js';
import type { Policy } from './retention-rules.js';
import type { Request } from './types.js';

/** A week has a working day for everybody, and what was asked is not yet forgotten. */
export const ASK_MS = 7 * DAY_MS;

/** A request as it stands at a moment: one that was not answered in time has expired. */
export function asOf(request: Request, now: Date): Request {
  return request.state === 'waiting' && request.dueAt <= now ? { ...request, state: 'expired' } : request;
}

/** Four eyes: who asked does not approve. Throws `already-decided`, `ask-expired`, `same-person`. */
export function approved(request: Request, by: string, now: Date): Request {
  if (by === request.askedBy) throw errors.samePerson();
  return decided(request, 'approved', by, now);
}

/** Anybody who may, also who asked. Throws `already-decided`, `ask-expired`. */
export function refused(request: Request, by: string, now: Date): Request {
  return decided(request, 'refused', by, now);
}

function decided(request: Request, state: 'approved' | 'refused', decidedBy: string, decidedAt: Date): Request {
  if (asOf(request, decidedAt).state === 'expired') throw errors.askExpired({ request: request.id });
  if (request.state !== 'waiting') throw errors.alreadyDecided({ request: request.id, state: request.state });
  return { ...request, state, decidedBy, decidedAt };
}

/** The same for the same figures, in whatever order they were written. */
export function policyDigest({ last, daily, weekly, monthly, yearly, class: archiveClass }: Policy): string {
  return sha256(JSON.stringify([last, daily, weekly, monthly, yearly, archiveClass ?? '']));
}
