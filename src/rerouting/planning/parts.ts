import { lineage } from '../../directory/index.js';
import { costOf, type Door, type Need } from '../doors.js';
import type { Transport } from './transport.js';

/**
 * Of those who come to a counter, how many in a hundred can be sent online at most. Nobody has published a figure: Sinambung
 * takes 20, and says on every plan that it is an assumption. Far below the part of people with an Internet connection, because
 * a case must also qualify, and a paper must be fetched all the same.
 */
export const ONLINE_PER_HUNDRED = 20;

/** What it costs to send one person more than a host said yes to. */
const BEYOND_A_PROMISE_KM = 1000;

/** A need with what could serve it: ways without coming, and places, of which those that can be used. */
export interface Row {
  need: Need;
  online: Door[];
  onlinePeople: number;
  places: Door[];
}

/** Regions and places that have to do with each other and with no others: a problem of its own. */
export interface Part {
  rows: Row[];
  places: Door[];
  transport: Transport;
}

/** What each region of one service may use. Places are found by the codes they serve, not by trying all. */
export function rowsOf(needs: Need[], doors: Door[]): Row[] {
  const online = byCode(doors.filter((door) => !door.obstacle && door.kind === 'online'));
  const places = byCode(doors.filter((door) => !door.obstacle && door.kind !== 'online' && door.at));
  return needs.map((need) => {
    const reached = need.pin === undefined ? found(online, need) : [];
    return {
      need,
      online: reached,
      onlinePeople: reached.length > 0 ? Math.floor(((need.perDay ?? 0) * ONLINE_PER_HUNDRED) / 100) : 0,
      places: found(places, need).filter((door) => need.pin === undefined || door.offeringId === need.pin),
    };
  });
}

/** The rows with people to place and places for them, in parts that share no place. */
export function partsOf(rows: Row[]): Part[] {
  const groups = new Groups<Door>();
  const open = rows.filter(({ need, places }) => (need.perDay ?? 0) > 0 && places.length > 0);
  for (const { places } of open) for (const door of places) groups.join(places[0]!, door);
  const parts = Map.groupBy(open, ({ places }) => groups.of(places[0]!));
  return [...parts.values()].map(partOf);
}

function partOf(rows: Row[]): Part {
  const places = [...new Set(rows.flatMap((row) => row.places))].sort((a, b) => (a.id < b.id ? -1 : 1));
  const index = new Map(places.map((door, at) => [door, at]));
  const cost = new Float64Array(rows.length * places.length).fill(Number.POSITIVE_INFINITY);
  for (const [at, row] of rows.entries())
    for (const door of row.places) cost[at * places.length + index.get(door)!] = costOf(row.need, door);
  const transport = {
    people: rows.map(({ need, onlinePeople }) => need.perDay! - onlinePeople),
    places: places.map((door) => ({ room: door.perDay ?? Number.POSITIVE_INFINITY, stretch: stretchOf(door) })),
    cost,
  };
  return { rows, places, transport };
}

/** A counter takes more than it has room for, one that has named its number only when nobody else can. */
function stretchOf({ kind, assumed }: Door): number | undefined {
  if (kind !== 'counter') return undefined;
  return assumed ? 0 : BEYOND_A_PROMISE_KM;
}

function byCode(doors: Door[]): Map<string, Door[]> {
  const index = new Map<string, Door[]>();
  for (const door of doors) for (const code of new Set(door.serves)) index.set(code, [...(index.get(code) ?? []), door]);
  return index;
}

function found(index: Map<string, Door[]>, { region }: Need): Door[] {
  const doors = lineage(region.code).flatMap((code) => index.get(code) ?? []);
  return [...new Set(doors)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What has been joined, directly or through others, is one group. */
class Groups<T> {
  private readonly above = new Map<T, T>();

  of(member: T): T {
    let top = member;
    for (let next = this.above.get(top); next !== undefined; next = this.above.get(top)) top = next;
    if (top !== member) this.above.set(member, top);
    return top;
  }

  join(a: T, b: T): void {
    const [topA, topB] = [this.of(a), this.of(b)];
    if (topA !== topB) this.above.set(topB, topA);
  }
}
