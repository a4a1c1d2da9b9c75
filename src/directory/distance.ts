/** WGS 84 degrees. */
export interface Point {
  lat: number;
  lng: number;
}

/** Mean radius of the Earth (IUGG). */
const EARTH_KM = 6371.0088;

/** Great-circle distance in kilometres: a straight line, not a road. */
export function distanceKm(from: Point, to: Point): number {
  const [lat1, lat2] = [radians(from.lat), radians(to.lat)];
  const across =
    Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(to.lng - from.lng) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(across)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
