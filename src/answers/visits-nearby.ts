import { DateTime } from 'luxon';
import { distanceKm, type Offering, type Visit, visitsBetween } from '../directory/index.js';
import { addDays } from '../platform/index.js';
import { holidaysOf } from './destinations.js';
import type { AnswerFacts, VisitNearby } from './types.js';

const DAYS_AHEAD = 14;
const MOST = 10;
const SHUT = new Set(['suspended', 'moved']);

/** The days on which a unit comes near, within two weeks; one that has left today is not named. */
export function visitsNearby(facts: AnswerFacts, at: Date): VisitNearby[] {
  const now = DateTime.fromJSDate(at, { zone: facts.region.zone });
  const today = now.toISODate()!;
  const coming = facts.offerings
    .filter(({ offering, status }) => offering.channel.kind === 'outreach' && !SHUT.has(status))
    .flatMap(({ offering }) => daysOf(facts, offering, today));
  return coming
    .filter(({ date, closes }) => date > today || closes > now.toFormat('HH:mm'))
    .sort((a, b) => `${a.date}${a.opens}`.localeCompare(`${b.date}${b.opens}`))
    .slice(0, MOST);
}

function daysOf(facts: AnswerFacts, { channel, visits, isSample }: Offering, today: string): VisitNearby[] {
  return visitsBetween(visits, today, addDays(today, DAYS_AHEAD), holidaysOf(facts)).map(({ visit, date, opens, closes }) => ({
    visitId: visit.id,
    offeringId: visit.offeringId,
    name: channel.name,
    place: visit.place,
    date,
    opens,
    closes,
    km: farFrom(facts, visit),
    quota: visit.quota,
    phone: channel.phone,
    isSample: isSample || visit.isSample,
  }));
}

/** A place known only by its kecamatan lies at no distance from it that could be told. */
function farFrom({ region }: AnswerFacts, visit: Visit): number | undefined {
  if (visit.coordinateIs === 'region-centroid' && visit.regionCode === region.code) return undefined;
  return Math.round(distanceKm(region, visit) * 10) / 10;
}
