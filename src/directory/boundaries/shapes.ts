import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { Point } from '../distance.js';

export interface RegionShape {
  code: string;
  name: string;
}
export type Boundary = Feature<Polygon | MultiPolygon, RegionShape>;
export type Boundaries = FeatureCollection<Polygon | MultiPolygon, RegionShape>;

/** Boundaries are simplified: a point this near to one, in degrees (about a kilometre), may lie on either side. */
const TOLERANCE = 0.01;

/** Whether a point lies in a region; `tolerant` also takes one just outside. */
export function contains({ geometry }: Boundary, point: Point, tolerant = false): boolean {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.some(([outer = [], ...holes]) => {
    const isInside = inRing(outer, point) && !holes.some((hole) => inRing(hole, point));
    return isInside || (tolerant && isNear(outer, point));
  });
}

/** Counts how often a ray to the east crosses the ring. */
function inRing(ring: Position[], { lat, lng }: Point): boolean {
  return (
    edges(ring).filter(([[x1, y1], [x2, y2]]) => y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1)
      .length %
      2 ===
    1
  );
}

function isNear(ring: Position[], { lat, lng }: Point): boolean {
  return edges(ring).some(([[x1, y1], [x2, y2]]) => {
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((lng - x1) * (x2 - x1) + (lat - y1) * (y2 - y1)) / length));
    return Math.hypot(lng - x1 - along * (x2 - x1), lat - y1 - along * (y2 - y1)) < TOLERANCE;
  });
}

type Edge = [[number, number], [number, number]];

function edges(ring: Position[]): Edge[] {
  return ring.slice(1).map((end, index) => [ring[index] as [number, number], end as [number, number]]);
}
