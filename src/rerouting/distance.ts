import { distanceKm, type Point } from '../directory/index.js';

export type { Point };

/** A straight line in kilometres, to 100 metres: as precise as the centroid of a kecamatan deserves. */
export function kilometres(from: Point, to: Point): number {
  return Math.round(distanceKm(from, to) * 10) / 10;
}
