import { distanceKm, isStale, type OfferingStatus, type Office } from '../directory/index.js';
import type { Point } from './distance.js';
import type { Risk } from './doors.js';

/** The places that the incident closed, and so many kilometres around each. */
export interface Hazard {
  shut: Point[];
  km: number;
}

/** What is worse about a place, which stands or comes to `at`, than its distance. */
export function risksOf(
  { office, at, status }: { office?: Office; at?: Point; status?: OfferingStatus },
  hazard: Hazard,
  { isSample, assumed }: { isSample: boolean; assumed: boolean },
  now: Date,
): Risk[] {
  const risks: [Risk, boolean][] = [
    ['sample', isSample],
    ['near-incident', at !== undefined && hazard.shut.some((place) => distanceKm(place, at) <= hazard.km)],
    ['limited', status?.status === 'limited'],
    ['stale', status !== undefined && isStale(status, now)],
    ['assumed', assumed],
    ['steps', office?.accessibility['step-free'] === false],
  ];
  return risks.filter(([, holds]) => holds).map(([risk]) => risk);
}
