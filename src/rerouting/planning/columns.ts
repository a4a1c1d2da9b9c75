import type { Transport } from './transport.js';

/** The ways from each region to a place that the program knows, as indexes of `Transport.cost`. */
export type Ways = number[];

/** From each region to its cheapest places. */
export function cheapestWays(transport: Transport, perRegion: number): Ways {
  return transport.people.flatMap((_, region) => cheapestOf(transport, region, perRegion));
}

/**
 * The ways left out that would make the plan cheaper, by the prices that the program found: each costs less than what its
 * region would pay and its place would be paid. None left proves that the plan is the best of all.
 */
export function missingWays(transport: Transport, prices: ArrayLike<number>, known: Set<number>, perRegion: number): Ways {
  const count = transport.places.length;
  const missing: Ways = [];
  for (let region = 0; region < transport.people.length; region++) {
    const gains: { way: number; gain: number }[] = [];
    for (let place = 0; place < count; place++) {
      const way = region * count + place;
      const gain = prices[region]! + prices[transport.people.length + place]! - transport.cost[way]!;
      if (gain > TOLERANCE && !known.has(way)) gains.push({ way, gain });
    }
    missing.push(
      ...gains
        .sort((a, b) => b.gain - a.gain)
        .slice(0, perRegion)
        .map(({ way }) => way),
    );
  }
  return missing;
}

/** The solver's own, for a reduced cost. */
const TOLERANCE = 1e-6;

function cheapestOf({ places, cost }: Transport, region: number, perRegion: number): Ways {
  const first = region * places.length;
  const ways = Array.from({ length: places.length }, (_, place) => first + place).filter((way) => Number.isFinite(cost[way]));
  return ways.sort((a, b) => cost[a]! - cost[b]! || a - b).slice(0, perRegion);
}
