import { DateTime } from 'luxon';
import { differences, distanceKm, emergencyOffering, nextOpening, type Offering, type StatusKind } from '../directory/index.js';
import { civilDate, type Holidays } from '../platform/index.js';
import type { Leg } from '../rerouting/index.js';
import type { AnswerFacts, AnswerOffice, Destination } from './types.js';

/** The office that serves the region when nothing has happened. */
export function usualDestination(facts: AnswerFacts, at: Date): Destination[] {
  const { usual, region } = facts;
  if (!usual) return [];
  const km = usual.office && Math.round(distanceKm(region, usual.office) * 10) / 10;
  return [
    { ...place(facts, usual, facts.usualStatus?.status ?? 'normal', at), km, overCapacity: false, assumed: false, as: 'usual' },
  ];
}

export function hostDestination(facts: AnswerFacts, leg: Leg, at: Date): Destination {
  const { offering, status } = facts.offerings.find((known) => known.offering.id === leg.offeringId)!;
  const { km, startOn, overCapacity, assumed, fullOn } = leg;
  const today = civilDate(at, offering.office?.zone ?? facts.region.zone);
  const isFull = fullOn === today && !(startOn && startOn > today);
  const told = { km, startOn, overCapacity, assumed, ...(isFull ? { fullToday: true as const } : {}) };
  return { ...place(facts, offering, status, at, true, startOn), ...told, as: 'host' };
}

/** As a host, or while it is limited, it serves as was arranged for an emergency. */
function place(facts: AnswerFacts, usually: Offering, status: StatusKind, at: Date, isHost = false, startOn?: string) {
  const otherwise = isHost || status === 'limited';
  const offering = otherwise ? emergencyOffering(usually) : usually;
  const { office, channel, hours, requirements, fee } = offering;
  return {
    offeringId: offering.id,
    kind: channel.kind,
    name: office?.name ?? channel.name,
    office: office && officeOf(office),
    hours,
    ...opening(facts, offering, at, startOn),
    requirements,
    fee,
    phone: office?.phone ?? channel.phone,
    status,
    differences: otherwise ? differences(usually) : [],
    access: office?.accessibility,
  };
}

/** Open now, or when next; a host that starts later is first open on its first day. */
function opening(
  facts: AnswerFacts,
  { hours, office }: Offering,
  at: Date,
  startOn?: string,
): Pick<Destination, 'openNow' | 'closesAt' | 'nextOpening'> {
  const zone = office?.zone ?? facts.region.zone;
  const from = startOn ? later(at, midnight(startOn, zone)) : at;
  const next = nextOpening(hours, holidaysOf(facts), from, zone);
  if (!next) return { openNow: false };
  if (next.opensAt <= at) return { openNow: true, closesAt: next.closesAt?.toISOString() };
  return { openNow: false, nextOpening: next.opensAt.toISOString() };
}

function officeOf({
  id,
  name,
  address,
  regionCode,
  phone,
  isSample,
  sampleFields,
}: NonNullable<Offering['office']>): AnswerOffice {
  return { id, name, address, regionCode, phone, isSample, sampleFields };
}

export function holidaysOf({ holidays }: Pick<AnswerFacts, 'holidays'>): Holidays {
  return new Map(Object.entries(holidays).map(([date, kind]) => [date, { date, name: '', kind, estimated: false }]));
}

const later = (a: Date, b: Date) => (a > b ? a : b);
const midnight = (date: string, zone: string) => DateTime.fromISO(date, { zone }).toJSDate();
