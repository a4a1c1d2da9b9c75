import { distanceKm, type Point } from '../distance.js';
import type { Region } from '../types.js';
import { regionAt } from './boundary-shelf.js';
import { type Boundary, contains } from './shapes.js';

/** Indonesia lies in it, from Rote to Sabang and Merauke; degrees. */
const COUNTRY = { south: -11.2, north: 6.3, west: 94.7, east: 141.2 };
/** Without boundaries: an office is at most this many radii of its kabupaten, and this many kilometres more, from the centre of its kecamatan. */
const RADII = 2;
const SLACK_KM = 20;

export interface PlaceProblem {
  problem: 'coordinates-swapped' | 'outside-country' | 'at-sea' | 'in-another-region' | 'far-from-region';
  value: string;
}

/** So near the middle of its kecamatan a point is right, even where that middle lies outside of it. */
const AT_THE_MIDDLE_KM = 1;

/**
 * What is wrong with a point that is said to lie in a region. `kabkota` is the one around it, with its area where that is known;
 * `boundaries` are those of all kecamatan of its province: at their scale small islands are still there.
 */
export function placeProblem(
  point: Point,
  region: Region,
  kabkota: Region | undefined,
  boundaries?: Boundary[],
): PlaceProblem | undefined {
  const value = `${point.lat}, ${point.lng}`;
  if (!inCountry(point))
    return { problem: inCountry({ lat: point.lng, lng: point.lat }) ? 'coordinates-swapped' : 'outside-country', value };
  if (distanceKm(point, region) <= AT_THE_MIDDLE_KM) return undefined;
  const around = region.code.slice(0, 'pp.kk'.length);
  const own = boundaries?.filter(({ properties }) => properties.code.startsWith(around)) ?? [];
  if (!boundaries || own.length === 0)
    return isFar(point, region, kabkota) ? { problem: 'far-from-region', value: region.label } : undefined;
  if (own.some((boundary) => contains(boundary, point, true))) return undefined;
  const other = regionAt(boundaries, point);
  return other ? { problem: 'in-another-region', value: other.name } : { problem: 'at-sea', value };
}

function inCountry({ lat, lng }: Point): boolean {
  return lat >= COUNTRY.south && lat <= COUNTRY.north && lng >= COUNTRY.west && lng <= COUNTRY.east;
}

function isFar(point: Point, region: Region, kabkota: Region | undefined): boolean {
  const radius = Math.sqrt((kabkota?.areaKm2 ?? 0) / Math.PI);
  return distanceKm(point, region) > RADII * radius + SLACK_KM;
}
