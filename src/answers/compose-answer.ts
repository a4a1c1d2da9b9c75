import { isStale, type Offering } from '../directory/index.js';
import { payByIsOver } from '../dispensation/index.js';
import { arranged } from './arrangements.js';
import { usualDestination } from './destinations.js';
import { proxyAt } from './proxy.js';
import type { Answer, AnswerFacts, AnswerState, DoNotGo, LatenessPart, StatusFact } from './types.js';
import { visitsNearby } from './visits-nearby.js';

export const SHOW_CORRECTION_MS = 7 * 24 * 3_600_000;
/** The number of SP4N-LAPOR, the national complaint service, by SMS (Perpres 76/2013). */
const COMPLAINTS_BY_SMS = '1708';
const SHUT = new Set(['suspended', 'moved']);

/** What a citizen is told at `at`, made of the facts and nothing else. */
export function composeAnswer(facts: AnswerFacts, at: Date): Answer {
  const shut = isShut(facts.usualStatus);
  const arrangement = arranged(facts, shut, at);
  const lastConfirmed = latest(facts.usualStatus?.confirmedAt, shut ? facts.reroute?.publishedAt : undefined);
  const goTo = shut ? arrangement.goTo : usualDestination(facts, at);
  const { lat: _lat, lng: _lng, ...region } = facts.region;
  return pruned({
    at: at.toISOString(),
    service: facts.service,
    region,
    state: stateOf(facts, shut),
    doNotGo: shut ? doNotGo(facts.usual!, facts.usualStatus!) : undefined,
    corrected: correction(facts, at),
    goTo,
    areas: shut ? (facts.areas ?? []) : [],
    visits: visitsNearby(facts, at),
    proxy: proxyAt(goTo),
    ask: shut ? facts.ask : undefined,
    online: arrangement.online,
    lateness: latenessAt(facts, shut, at),
    lastConfirmed,
    stale: facts.usualStatus ? staleAt(facts.usualStatus, lastConfirmed, at) : false,
    gap: arrangement.gap,
    incidentId: facts.usualStatus?.status === 'normal' ? undefined : facts.usualStatus?.incidentId,
    rerouteId: shut ? facts.reroute?.rerouteId : undefined,
    returnsOn: shut ? facts.reroute?.returnsOn : undefined,
    complaint: { smsTo: COMPLAINTS_BY_SMS, smsCode: facts.smsCode },
  });
}

/** A decision whose last day is over has nothing left to give; what was told before stays as it was. */
function latenessAt({ lateness, region }: AnswerFacts, shut: boolean, at: Date): LatenessPart[] {
  const now = lateness.map((part): LatenessPart => {
    const { part: name, authority, authorityConfirmed, payBy } = part;
    return payBy && payByIsOver(payBy, at, region.zone) ? { part: name, authority, authorityConfirmed, state: 'none' } : part;
  });
  return shut || now.some(({ state }) => state !== 'none') ? now : [];
}

function stateOf(facts: AnswerFacts, shut: boolean): AnswerState {
  if (shut) return facts.reroute ? 'rerouted' : 'arranging';
  return facts.usualStatus?.status === 'limited' ? 'limited' : 'normal';
}

function isShut(status: StatusFact | undefined): boolean {
  return status !== undefined && SHUT.has(status.status);
}

function doNotGo({ office, channel }: Offering, status: StatusFact): DoNotGo {
  return {
    office: { id: office?.id ?? channel.id, name: office?.name ?? channel.name },
    since: status.since,
    state: status.confirmedAt ? 'confirmed' : 'reported',
    expectedEnd: status.expectedEnd,
    cause: status.cause,
  };
}

function correction({ usual, usualStatus }: AnswerFacts, at: Date): Answer['corrected'] {
  if (!usualStatus?.correction || isShut(usualStatus)) return undefined;
  if (at.getTime() - Date.parse(usualStatus.recordedAt) > SHOW_CORRECTION_MS) return undefined;
  return { office: usual?.office?.name ?? usual?.channel.name ?? '', at: usualStatus.recordedAt };
}

function staleAt({ status }: StatusFact, lastConfirmed: string | undefined, at: Date): boolean {
  return isStale({ status, confirmedAt: lastConfirmed ? new Date(lastConfirmed) : undefined }, at);
}

function latest(...instants: (string | undefined)[]): string | undefined {
  return instants
    .filter((instant) => instant !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
}

/** Absent is absent, as it will be once it has been JSON. */
function pruned<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
