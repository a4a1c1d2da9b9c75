import { errors } from './errors.js';
import type { AskedService, HostAnswer, HostRequest, Reroute, RerouteState } from './types.js';

/** Where each state may go. */
export const TRANSITIONS: Record<RerouteState, readonly RerouteState[]> = {
  proposed: ['asked', 'withdrawn'],
  asked: ['accepted', 'published', 'withdrawn'],
  accepted: ['asked', 'published', 'withdrawn'],
  published: ['returning', 'superseded', 'withdrawn'],
  returning: ['published', 'superseded', 'withdrawn'],
  superseded: [],
  withdrawn: [],
};

type InState = Pick<Reroute, 'state'>;
/** Its hosts have been asked; it waits for them or for its approval. */
export const isAsked = ({ state }: InState) => state === 'asked' || state === 'accepted';
export const isDraft = (reroute: InState) => reroute.state === 'proposed' || isAsked(reroute);
export const isPublic = ({ state }: InState) => state === 'published' || state === 'returning';
export const isLive = (reroute: Reroute) => TRANSITIONS[reroute.state].length > 0;

function move(reroute: Reroute, to: RerouteState): Reroute {
  if (!TRANSITIONS[reroute.state].includes(to)) throw errors.wrongState({ state: reroute.state, wanted: to });
  return { ...reroute, state: to };
}

/** Throws `already-proposed` while another one is being prepared. */
export function refuseSecondDraft(existing: Reroute[]): void {
  const draft = existing.find(isDraft);
  if (draft) throw errors.alreadyProposed({ rerouteId: draft.id, state: draft.state });
}

export function ask(reroute: Reroute, now: Date): Reroute {
  return { ...move(reroute, 'asked'), askedAt: now };
}

/** After hosts were asked or have answered: accepted once none is waited for, unless all that were asked said no. */
export function heard(reroute: Reroute, requests: Pick<HostRequest, 'state'>[]): Reroute {
  const waiting = requests.some(({ state }) => state === 'open');
  const refused = requests.length > 0 && !requests.some(({ state }) => state === 'accepted');
  const state = waiting || refused ? 'asked' : 'accepted';
  return state === reroute.state ? reroute : move(reroute, state);
}

export function beginReturn(reroute: Reroute): Reroute {
  return reroute.state === 'returning' ? reroute : move(reroute, 'returning');
}

/** The plan of the return was taken back before anybody returned. */
export function stayAway(reroute: Reroute): Reroute {
  return reroute.state === 'published' ? reroute : move(reroute, 'published');
}

/** Four eyes: not who proposed it, not who declared the incident; never the product itself. */
export function approve(
  reroute: Reroute,
  by: { person: string; isPerson: boolean },
  seenVersion: number | undefined,
  now: Date,
): Reroute {
  const published = move(reroute, 'published');
  if (seenVersion !== undefined && seenVersion !== reroute.version) throw errors.changedMeanwhile({ version: reroute.version });
  if (!by.isPerson) throw errors.personNeeded();
  if (by.person === reroute.proposedBy || by.person === reroute.declaredBy) throw errors.samePerson();
  return { ...published, publishedAt: now, approvedBy: by.person };
}

export function withdraw(reroute: Reroute, by: string, reason: string, now: Date): Reroute {
  return { ...move(reroute, 'withdrawn'), endedAt: now, endedBy: by, endReason: reason };
}

export function supersede(reroute: Reroute, by: string, now: Date): Reroute {
  return { ...move(reroute, 'superseded'), endedAt: now, endedBy: by };
}

export type Answered = Pick<HostRequest, 'state' | 'services' | 'perDay' | 'startOn' | 'note' | 'answeredAt'>;

/**
 * What a host's answer settles. `offered` are the services the office has at all, `today` the civil date there.
 * A yes without figures is a yes to what was asked; where nobody knew how many will come, it has no limit.
 */
export function answerRequest(request: HostRequest, answer: HostAnswer, offered: string[], today: string, now: Date): Answered {
  if (request.state !== 'open') throw errors.alreadyAnswered({ requestId: request.id });
  if (!answer.accept) return { state: 'declined', note: answer.note, answeredAt: now };
  const services = answer.services ?? request.asked.map((asked) => asked.serviceId);
  const strange = services.find((service) => !offered.includes(service));
  if (strange) throw errors.serviceNotOffered({ serviceId: strange, fields: [{ field: 'services', message: strange }] });
  const perDay = answer.perDay ?? (peopleAsked(request.asked) || undefined);
  if (services.length === 0) throw errors.nothingAccepted({ fields: [{ field: 'services', message: 'none chosen' }] });
  if (answer.perDay === 0) throw errors.nothingAccepted({ fields: [{ field: 'perDay', message: 'must be at least 1' }] });
  const startOn = answer.startOn ?? (request.wantedFrom > today ? request.wantedFrom : today);
  if (startOn < today) throw errors.startsInThePast({ startOn, fields: [{ field: 'startOn', message: startOn }] });
  return { state: 'accepted', services: [...new Set(services)], perDay, startOn, note: answer.note, answeredAt: now };
}

export function peopleAsked(asked: AskedService[]): number {
  return asked.reduce((sum, { perDay }) => sum + perDay, 0);
}
