import { distanceKm, isStale, type OfferingStatus, type Office } from '../directory/index.js';
import type { Point } from './distance.js';
import type { Risk } from './doors.js';

/** Around what the incident closed; a coordinate is often the middle of a kecamatan, so closer than this says nothing. */
const HAZARD_KM = 3;

/** What is worse about a place than its distance. `shut` are the places that the incident closed. */
export function risksOf(
  office: Office | undefined,
  status: OfferingStatus | undefined,
  shut: Point[],
  { isSample, assumed }: { isSample: boolean; assumed: boolean },
  at: Date,
): Risk[] {
  const risks: [Risk, boolean][] = [
    ['sample', isSample],
    ['near-incident', office !== undefined && shut.some((place) => distanceKm(place, office) <= HAZARD_KM)],
    ['limited', status?.status === 'limited'],
    ['stale', status !== undefined && isStale(status, at)],
    ['assumed', assumed],
    ['steps', office?.accessibility['step-free'] === false],
  ];
  return risks.filter(([, holds]) => holds).map(([risk]) => risk);
}
