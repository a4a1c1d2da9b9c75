import { kilometres } from './distance.js';
import { type Door, type Need, obstacles, RISK_KM, type Risk, reaches } from './doors.js';
import type { Sentence } from './types.js';

/** One region's people at one door: planned for, or a second choice that nobody is counted for. */
export interface Way {
  need: Need;
  door: Door;
  km: number;
  kind: 'main' | 'second';
}

/** Why these people go there. `places` is what they could use, `full` those without room for one more. */
export function reasonFor({ need, door, km, kind }: Way, places: Door[], full: Set<Door>, over: boolean): Sentence {
  const params = { name: door.name, km };
  if (door.visit) return { key: 'reason.visit', params: { ...params, place: door.visit.place, date: door.visit.date } };
  if (kind === 'second') return { key: 'reason.second', params };
  if (need.pin === door.offeringId) return { key: 'reason.pinned', params };
  const nearer = nearest(
    need,
    places.filter((other) => other !== door && kilometres(need.region, other.at!) < km),
  );
  if (over && places.length === 1) return { key: 'reason.over-only', params };
  if (over)
    return places.every((other) => full.has(other)) ? { key: 'reason.over', params } : overNear(need, door, places, full, params);
  if (!nearer) return { key: 'reason.nearest', params };
  const risk = worseBy(nearer, door);
  if (!full.has(nearer) && risk) return { key: `reason.than-${risk}`, params: { ...params, nearer: nearer.name } };
  return { key: 'reason.next', params: { ...params, nearer: nearer.name } };
}

/** The next place with room is too far or has a risk that this one has not, so a full one takes more than it has room for. */
function overNear(need: Need, door: Door, places: Door[], full: Set<Door>, params: Sentence['params']): Sentence {
  const other = nearest(
    need,
    places.filter((place) => place !== door && !full.has(place)),
  )!;
  const risk = worseBy(other, door);
  const told = { ...params, other: other.name, otherKm: kilometres(need.region, other.at!) };
  return { key: risk ? `reason.over-${risk}` : 'reason.over-near', params: told };
}

/** The door with the smallest obstacle, the nearest among equals; a travelling unit where there is no door at all. */
export function closingOf(need: Need, doors: Door[]): { closesBy: Sentence; door?: Door } {
  const shut = doors.filter((door) => door.obstacle && door.kind === 'counter' && door.at && reaches(door, need));
  const weight = (door: Door) => obstacles.indexOf(door.obstacle!) * 1e6 + kilometres(need.region, door.at!);
  const door = shut.sort((a, b) => weight(a) - weight(b))[0];
  if (!door) return { closesBy: { key: 'closes.outreach', params: { region: need.region.name } } };
  const params = { name: door.name, km: kilometres(need.region, door.at!) };
  return { closesBy: { key: `closes.${door.obstacle}`, params }, door };
}

function nearest(need: Need, doors: Door[]): Door | undefined {
  return [...doors].sort((a, b) => kilometres(need.region, a.at!) - kilometres(need.region, b.at!))[0];
}

/** The heaviest risk that one has and the other has not. */
function worseBy(door: Door, than: Door): Risk | undefined {
  return door.risks.filter((risk) => !than.risks.includes(risk)).sort((a, b) => RISK_KM[b] - RISK_KM[a])[0];
}
