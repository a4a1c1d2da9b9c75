import { type Flow, priceOf, type Solution, type Transport } from './transport.js';

/**
 * A solution as far as it can be true: whole people, no more than there are, only on ways that are open to them and in seats
 * that there are. Whoever is left over has no place and is named as such; so a plan covers everybody whatever solved it. One
 * that can be true as it is comes back as it is.
 */
export function lawful(transport: Transport, solution: Solution | undefined): Solution {
  const { people, places, cost } = transport;
  const waiting = [...people];
  const seats = places.map(({ room, stretch }) => (stretch === undefined ? room : Number.POSITIVE_INFINITY));
  const flows = new Map<number, Flow>();
  for (const { region, place, people: wanted } of solution?.flows ?? []) {
    const way = region * places.length + place;
    if (!(region in waiting && place in seats) || !Number.isFinite(cost[way])) continue;
    const sent = Math.min(waiting[region]!, seats[place]!, whole(wanted));
    if (sent <= 0) continue;
    waiting[region] = waiting[region]! - sent;
    seats[place] = seats[place]! - sent;
    flows.set(way, { region, place, people: (flows.get(way)?.people ?? 0) + sent });
  }
  const sent = [...flows.values()];
  if (solution && same(solution, sent, waiting)) return solution;
  return { method: 'greedy', flows: sent, unplaced: waiting, cost: priceOf(transport, sent, waiting) };
}

const whole = (people: number) => (Number.isFinite(people) ? Math.floor(people) : 0);

function same({ flows, unplaced }: Solution, sent: Flow[], left: number[]): boolean {
  const flow = ({ region, place, people }: Flow) => `${region} ${place} ${people}`;
  return flows.map(flow).join() === sent.map(flow).join() && unplaced.join() === left.join();
}
