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

type Room = Map<Door, number>;

/**
 * Who goes to which counter: Vogel's rule. The region that would lose most by its second-best counter chooses first and takes
 * its nearest, as far as there is room; so the far ones are not sent farther by those who hardly mind. People left over when
 * everything is full go where the overload is smallest. Regions whose number nobody knows take no room.
 */
export function allocate(needs: Need[], counters: Door[]): Share[] {
  const pairs = new Map(needs.map((need) => [need, pairsOf(need, counters)]));
  const left: Room = new Map(counters.map((door) => [door, door.perDay ?? Number.POSITIVE_INFINITY]));
  const main = [...sendAll(needs, pairs, left)];
  sendOverflow(needs, pairs, main);
  return [...main, ...secondChoices(needs, pairs, main, left)];
}

interface Pair {
  need: Need;
  door: Door;
  km: number;
}

type Pairs = Map<Need, Pair[]>;

/** Nearest first. */
function pairsOf(need: Need, counters: Door[]): Pair[] {
  const reachable = counters.filter((door) => reaches(door, need));
  const pairs = reachable.map((door) => ({ need, door, km: kilometres(need.region, door.at!) }));
  return pairs.sort((a, b) => a.km - b.km || a.door.offeringId.localeCompare(b.door.offeringId));
}

function sendAll(needs: Need[], pairs: Pairs, left: Room): Share[] {
  const shares: Share[] = [];
  const waiting = new Map(needs.map((need) => [need, need.perDay]));
  for (let next = mostAtStake(waiting, pairs, left); next; next = mostAtStake(waiting, pairs, left)) {
    const people = waiting.get(next.need);
    const perDay = people === undefined ? undefined : Math.min(people, left.get(next.door)!);
    shares.push({ ...next, perDay, kind: 'sent' });
    left.set(next.door, left.get(next.door)! - (perDay ?? 0));
    if (people === undefined || people === perDay) waiting.delete(next.need);
    else waiting.set(next.need, people - perDay!);
  }
  return shares;
}

/** The nearest counter with room of the region for which the next one would be the longest detour. */
function mostAtStake(waiting: Map<Need, number | undefined>, pairs: Pairs, left: Room): Pair | undefined {
  let best: { pair: Pair; stake: number } | undefined;
  for (const need of waiting.keys()) {
    const [nearest, second] = pairs.get(need)!.filter(({ door }) => left.get(door)! > 0);
    if (!nearest) continue;
    const stake = second ? second.km - nearest.km : Number.POSITIVE_INFINITY;
    if (!best || stake > best.stake || (stake === best.stake && nearest.km < best.pair.km)) best = { pair: nearest, stake };
  }
  return best?.pair;
}

function sendOverflow(needs: Need[], pairs: Pairs, main: Share[]): void {
  for (const need of needs) {
    const own = main.filter((share) => share.need === need);
    const rest = (need.perDay ?? 0) - sum(own);
    if (own.length > 0 && rest <= 0) continue;
    const pair = leastOverloaded(pairs.get(need)!, main, rest);
    if (!pair) continue;
    const same = own.find((share) => share.door === pair.door);
    if (same) Object.assign(same, { perDay: same.perDay! + rest, kind: 'over' });
    else main.push({ ...pair, perDay: need.perDay === undefined ? undefined : rest, kind: 'over' });
  }
}

function leastOverloaded(pairs: Pair[], main: Share[], rest: number): Pair | undefined {
  const overload = ({ door }: Pair) => (sum(main.filter((share) => share.door === door)) + rest) / Math.max(1, door.perDay ?? 1);
  return [...pairs].sort((a, b) => overload(a) - overload(b) || a.km - b.km)[0];
}

const sum = (shares: Share[]) => shares.reduce((total, share) => total + (share.perDay ?? 0), 0);

/** Only counters that take people of this plan anyway, and that still have room: nobody is asked for a maybe. */
function secondChoices(needs: Need[], pairs: Pairs, main: Share[], left: Room): Share[] {
  const used = new Set(main.map((share) => share.door));
  return needs.flatMap((need) => {
    const own = new Set(main.filter((share) => share.need === need).map((share) => share.door));
    const others = pairs.get(need)!.filter((pair) => used.has(pair.door) && !own.has(pair.door) && left.get(pair.door)! > 0);
    return others.slice(0, Math.max(0, COUNTERS_NAMED - own.size)).map((pair): Share => ({ ...pair, perDay: 0, kind: 'second' }));
  });
}

/** Splits a whole number by weights, without loss; the largest remainders get the rest. Equal parts when every weight is 0. */
export function split(total: number, weights: number[]): number[] {
  const all = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (all > 0 ? (total * weight) / all : total / weights.length));
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const missing = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of order.slice(0, missing)) parts[index] = parts[index]! + 1;
  return parts;
}
