/**
 * Who goes where, as numbers: people of regions, room of places, and what each way costs. Whole people, whole room.
 * Everything here can go to another thread.
 */
export interface Transport {
  /** People a day of each region. */
  people: number[];
  places: Place[];
  /** Kilometres by road with their premiums, a row a region; `Infinity` where the region's people may not go. */
  cost: Float64Array;
}

export interface Place {
  /** People a day; `Infinity` where nobody knows a limit. */
  room: number;
  /** Whether more may be sent than there is room: kilometres that it costs beside `STRETCH`; absent for the last seat of a bus. */
  stretch?: number;
}

export interface Flow {
  region: number;
  place: number;
  people: number;
}

export interface Solution {
  method: 'optimal' | 'greedy';
  flows: Flow[];
  /** People of each region for whom there is no place at all. */
  unplaced: number[];
  /** What `priceOf` says of it. */
  cost: number;
}

/**
 * What one person too many costs, in kilometres: the first quarter more than there is room is worth a detour of 60 km, and so
 * on; so an overload is shared by size instead of falling on the nearest. Assumptions, to be set right by those who plan.
 */
const STRETCH = [
  { upTo: 0.25, km: 60 },
  { upTo: 0.5, km: 120 },
  { upTo: 1, km: 240 },
  { upTo: Number.POSITIVE_INFINITY, km: 480 },
] as const;

/** Dearer than any way with any premium: nobody is left without a place while one may take them. */
export const UNPLACED_KM = 5000;

/** People that fit a step of the overload, and what each of them costs in kilometres. */
export interface Step {
  size: number;
  km: number;
}

/** The overload in steps of whole people, cheapest first. */
export function stretchOf({ room, stretch }: Place): Step[] {
  if (stretch === undefined || !Number.isFinite(room)) return [];
  const ends = STRETCH.map(({ upTo }) => (Number.isFinite(upTo) ? Math.ceil(room * upTo) : upTo));
  return ends.map((end, step) => ({ size: end - (ends[step - 1] ?? 0), km: STRETCH[step]!.km + stretch }));
}

/** What a solution costs: ways, overload and people without a place, whatever made it. */
export function priceOf(transport: Transport, flows: Flow[], unplaced: number[]): number {
  const load = transport.places.map(() => 0);
  let price = UNPLACED_KM * unplaced.reduce((sum, people) => sum + people, 0);
  for (const { region, place, people } of flows) {
    price += people * transport.cost[region * transport.places.length + place]!;
    load[place] = load[place]! + people;
  }
  return price + transport.places.reduce((sum, place, index) => sum + overloadPrice(place, load[index]!), 0);
}

function overloadPrice(place: Place, load: number): number {
  let over = Math.max(0, load - place.room);
  return stretchOf(place).reduce((sum, { size, km }) => {
    const people = Math.min(over, size);
    over -= people;
    return sum + people * km;
  }, 0);
}
