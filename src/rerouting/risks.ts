import { distanceKm, isStale, type Offering, type OfferingStatus } from '../directory/index.js';
import type { Point } from './distance.js';
import type { Risk } from './doors.js';

/** Around what the incident closed; a coordinate is often the middle of a kecamatan, so closer than this says nothing. */
const HAZARD_KM = 3;

/** What a host has said yes to is real, and its number is confirmed. */
export function risksOf(
  offering: Offering,
  status: OfferingStatus | undefined,
  shutPlaces: Point[],
  accepted: boolean,
  at: Date,
): Risk[] {
  const { office } = offering;
  const risks: [Risk, boolean][] = [
    ['sample', !accepted && (offering.isSample || office?.isSample === true)],
    ['near-incident', office !== undefined && shutPlaces.some((place) => distanceKm(place, office) <= HAZARD_KM)],
    ['limited', status?.status === 'limited'],
    ['stale', status !== undefined && isStale(status, at)],
    ['assumed', !accepted && !offering.capacityConfirmed],
    ['steps', office?.accessibility['step-free'] === false],
  ];
  return risks.filter(([, holds]) => holds).map(([risk]) => risk);
}
