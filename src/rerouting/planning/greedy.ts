import { type Flow, type Place, priceOf, type Solution, type Step, stretchOf, type Transport, UNPLACED_KM } from './transport.js';

/**
 * Vogel's rule: the region that would lose most by its second-best place chooses first and takes its best, as far as there is
 * room; so the far ones are not sent farther by those who hardly mind. Needs no solver, and knows the same costs as one.
 */
export function solveGreedily(transport: Transport): Solution {
  const waiting = [...transport.people];
  const unplaced = waiting.map(() => 0);
  const shelves = transport.places.map(shelfOf);
  const choices = waiting.map((_, region) => choose(transport, shelves, region));
  const flows = new Map<number, Flow>();
  for (let region = next(waiting, choices); region >= 0; region = next(waiting, choices)) {
    const { place } = choices[region]!;
    const people = place < 0 ? waiting[region]! : Math.min(waiting[region]!, shelves[place]!.left);
    waiting[region] = waiting[region]! - people;
    if (place < 0) {
      unplaced[region] = people;
      continue;
    }
    send(flows, region, place, people, transport.places.length);
    if (!take(shelves[place]!, people)) continue;
    for (let other = 0; other < choices.length; other++)
      if (waiting[other]! > 0 && [choices[other]!.place, choices[other]!.second].includes(place))
        choices[other] = choose(transport, shelves, other);
  }
  const sent = [...flows.values()];
  return { method: 'greedy', flows: sent, unplaced, cost: priceOf(transport, sent, unplaced) };
}

/** Room of one place, cheapest first: what it has, then each step of its overload. */
interface Shelf {
  left: number;
  /** Kilometres that one more person costs beside the way. */
  extra: number;
  rest: Step[];
}

function shelfOf(place: Place): Shelf {
  const shelf = { left: place.room, extra: 0, rest: stretchOf(place) };
  take(shelf, 0);
  return shelf;
}

/** Whether the next person costs more than before. */
function take(shelf: Shelf, people: number): boolean {
  shelf.left -= people;
  if (shelf.left > 0) return false;
  const step = shelf.rest.find(({ size }) => size > 0);
  shelf.rest = step ? shelf.rest.slice(shelf.rest.indexOf(step) + 1) : [];
  shelf.left = step?.size ?? 0;
  shelf.extra = step?.km ?? Number.POSITIVE_INFINITY;
  return true;
}

/** The best place and the second best; -1 is none at all. */
interface Choice {
  place: number;
  second: number;
  best: number;
  stake: number;
}

function choose({ places, cost }: Transport, shelves: Shelf[], region: number): Choice {
  const choice = { place: -1, second: -1, best: UNPLACED_KM, stake: 0 };
  let after = Number.POSITIVE_INFINITY;
  for (let place = 0; place < places.length; place++) {
    const price = cost[region * places.length + place]! + shelves[place]!.extra;
    if (price < choice.best) {
      after = choice.place < 0 ? after : choice.best;
      Object.assign(choice, { place, second: choice.place, best: price });
    } else if (price < after) {
      after = price;
      choice.second = place;
    }
  }
  choice.stake = after - choice.best;
  return choice;
}

function next(waiting: number[], choices: Choice[]): number {
  let chosen = -1;
  for (let region = 0; region < waiting.length; region++)
    if (waiting[region]! > 0 && (chosen < 0 || sooner(choices[region]!, choices[chosen]!))) chosen = region;
  return chosen;
}

function sooner(a: Choice, b: Choice): boolean {
  return a.stake > b.stake || (a.stake === b.stake && a.best < b.best);
}

function send(flows: Map<number, Flow>, region: number, place: number, people: number, places: number): void {
  const key = region * places + place;
  const flow = flows.get(key);
  if (flow) flow.people += people;
  else flows.set(key, { region, place, people });
}
