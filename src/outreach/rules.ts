import { errors } from './errors.js';
import type { RequestState, VisitRequest } from './types.js';

type DeskStep = 'plan' | 'take-off' | 'withdraw' | 'move-on';
type RecordStep = 'record-served' | 'record-not-met' | 'record-moved-on' | 'record-withdrawn';

/** The crews' records may come late, be corrected or be settled by a person: they hold whatever was known before. */
const RECORDED = {
  'record-served': 'served',
  'record-not-met': 'not-met',
  'record-moved-on': 'moved-on',
  'record-withdrawn': 'withdrawn',
} as const satisfies Record<RecordStep, RequestState>;

/** The one table of states. Who was not met waits again; what was served, nobody plans or withdraws. */
export const STATES: Record<RequestState, Partial<Record<DeskStep, RequestState>> & Partial<Record<RecordStep, RequestState>>> = {
  requested: { plan: 'planned', withdraw: 'withdrawn', 'move-on': 'moved-on', ...RECORDED },
  planned: { 'take-off': 'requested', withdraw: 'withdrawn', 'move-on': 'moved-on', ...RECORDED },
  'not-met': { plan: 'planned', 'take-off': 'requested', withdraw: 'withdrawn', 'move-on': 'moved-on', ...RECORDED },
  served: RECORDED,
  withdrawn: RECORDED,
  'moved-on': RECORDED,
};

const ENDS: readonly RequestState[] = ['served', 'withdrawn', 'moved-on'];

export function plan(request: VisitRequest, visitId: string): VisitRequest {
  return { ...step(request, 'plan'), visitId };
}

export function takeOff(request: VisitRequest): VisitRequest {
  return { ...step(request, 'take-off'), visitId: undefined };
}

export function withdraw(request: VisitRequest, now: Date): VisitRequest {
  return { ...step(request, 'withdraw'), decided: 'withdrawn', endedAt: now };
}

export function moveOn(request: VisitRequest, now: Date): VisitRequest {
  return { ...step(request, 'move-on'), decided: 'moved-on', endedAt: now };
}

/** As the crews' records say. Where they say nothing certain, it stands where the desk put it. */
export function recorded(
  request: VisitRequest,
  outcome: 'served' | 'not-met' | 'moved-on' | 'withdrawn' | undefined,
  now: Date,
): VisitRequest {
  const state = outcome ? STATES[request.state][`record-${outcome}`] : standing(request);
  if (!state) throw errors.notFromThisState({ tracking: request.tracking, state: request.state });
  return { ...request, state, endedAt: ENDS.includes(state) ? (request.endedAt ?? now) : undefined };
}

function standing({ decided, visitId }: VisitRequest): RequestState {
  return decided ?? (visitId ? 'planned' : 'requested');
}

/** Throws `outreach.not-from-this-state`. */
function step(request: VisitRequest, name: DeskStep): VisitRequest {
  const state = STATES[request.state][name];
  if (!state) throw errors.notFromThisState({ tracking: request.tracking, state: request.state });
  return { ...request, state };
}
