import { kilometres } from './distance.js';
import { type Door, type Need, reaches } from './doors.js';

/** People of one region sent to one counter: planned for, more than fit, or a second choice that nobody is counted for. */
export interface Share {
  need: Need;
  door: Door;
  km: number;
  perDay?: number;
  kind: 'sent' | 'over' | 'second';
}

const COUNTERS_NAMED = 3;

/**
 * Greedy transport: over all pairs of region and counter, shortest first, as many people as are left and as fit. People left
 * over when everything is full are named at their nearest counter, as too many. Regions whose number nobody knows take no room.
 */
export function allocate(needs: Need[], counters: Door[]): Share[] {
  const pairs = pairsByDistance(needs, counters);
  const left = new Map(counters.map((door) => [door, door.perDay ?? Number.POSITIVE_INFINITY]));
  const sent = sendNearest(needs, pairs, left);
  const over = sendOverflow(needs, pairs, sent);
  const main = [...sent, ...over];
  return [...main, ...secondChoices(needs, pairs, main, left)];
}

interface Pair {
  need: Need;
  door: Door;
  km: number;
}

function pairsByDistance(needs: Need[], counters: Door[]): Pair[] {
  const reachable = (need: Need) => counters.filter((door) => reaches(door, need));
  const pairs = needs.flatMap((need) => reachable(need).map((door) => ({ need, door, km: kilometres(need.region, door.at!) })));
  const name = ({ need, door }: Pair) => `${need.region.code} ${door.offeringId}`;
  return pairs.sort((a, b) => a.km - b.km || name(a).localeCompare(name(b)));
}

function sendNearest(needs: Need[], pairs: Pair[], left: Map<Door, number>): Share[] {
  const waiting = new Map(needs.map((need) => [need, need.perDay]));
  const shares: Share[] = [];
  for (const pair of pairs) {
    const people = waiting.get(pair.need);
    const room = left.get(pair.door)!;
    if (people === 0 || room <= 0) continue;
    const perDay = people === undefined ? undefined : Math.min(people, room);
    shares.push({ ...pair, perDay, kind: 'sent' });
    left.set(pair.door, room - (perDay ?? 0));
    waiting.set(pair.need, people === undefined ? 0 : people - perDay!);
  }
  return shares;
}

function sendOverflow(needs: Need[], pairs: Pair[], sent: Share[]): Share[] {
  return needs.flatMap((need): Share[] => {
    const own = sent.filter((share) => share.need === need);
    const rest = (need.perDay ?? 0) - own.reduce((sum, share) => sum + (share.perDay ?? 0), 0);
    if (own.length > 0 && rest <= 0) return [];
    const nearest = pairs.find((pair) => pair.need === need);
    if (!nearest) return [];
    const same = own.find((share) => share.door === nearest.door);
    if (!same) return [{ ...nearest, perDay: need.perDay === undefined ? undefined : rest, kind: need.perDay === 0 ? 'sent' : 'over' }];
    same.perDay = (same.perDay ?? 0) + rest;
    same.kind = 'over';
    return [];
  });
}

/** Only counters that take people of this plan anyway, and that still have room: nobody is asked for a maybe. */
function secondChoices(needs: Need[], pairs: Pair[], main: Share[], left: Map<Door, number>): Share[] {
  const used = new Set(main.map((share) => share.door));
  return needs.flatMap((need) => {
    const own = new Set(main.filter((share) => share.need === need).map((share) => share.door));
    const others = pairs.filter((pair) => pair.need === need && used.has(pair.door) && !own.has(pair.door) && left.get(pair.door)! > 0);
    return others.slice(0, Math.max(0, COUNTERS_NAMED - own.size)).map((pair): Share => ({ ...pair, perDay: 0, kind: 'second' }));
  });
}

/** Splits a whole number by weights, without loss; the largest remainders get the rest. Equal parts when every weight is 0. */
export function split(total: number, weights: number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (sum > 0 ? (total * weight) / sum : total / weights.length));
  const parts = exact.map(Math.floor);
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of order.slice(0, missing)) parts[index] = parts[index]! + 1;
  return parts;
}
