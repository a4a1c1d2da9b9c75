import { cheapestWays, missingWays, type Ways } from './columns.js';
import type { Columns, Corner, Engine, Program } from './engine.js';
import { priceOf, type Solution, stretchOf, type Transport, UNPLACED_KM } from './transport.js';

/** Places that each region knows at first, and gets added at most at a time. */
const NEAREST = 12;

/**
 * The cheapest plan of all: solved over the nearest places, priced against every way left out, and solved again with those that
 * would help, until there is none. `secondsLeft` is asked before each call; rejects when it runs out or the engine fails.
 */
export async function solveExactly(engine: Engine, transport: Transport, secondsLeft: () => number): Promise<Solution> {
  const ways = cheapestWays(transport, NEAREST);
  const known = new Set(ways);
  let corner = await engine.solve(programOf(transport, ways), secondsLeft());
  for (let more = missingWays(transport, corner.prices, known, NEAREST); more.length > 0; ) {
    corner = await engine.extend(columnsOf(more.map((way) => wayColumn(transport, way))), secondsLeft());
    for (const way of more) {
      known.add(way);
      ways.push(way);
    }
    more = missingWays(transport, corner.prices, known, NEAREST);
  }
  return solutionOf(transport, ways, corner);
}

/**
 * Rows: people of each region, room of each place. Columns: nobody's place for each region, the steps of each place's overload,
 * then the ways, so that more can follow.
 */
export function programOf(transport: Transport, ways: Ways): Program {
  const { people, places } = transport;
  const rows = people.length + places.length;
  return {
    rowLower: Float64Array.from({ length: rows }, (_, row) => people[row] ?? Number.NEGATIVE_INFINITY),
    rowUpper: Float64Array.from({ length: rows }, (_, row) => people[row] ?? places[row - people.length]!.room),
    columns: columnsOf([...fixedColumns(transport), ...ways.map((way) => wayColumn(transport, way))]),
  };
}

interface Column {
  cost: number;
  upper: number;
  rows: number[];
  values: number[];
}

function fixedColumns({ people, places }: Transport): Column[] {
  const nowhere = people.map((upper, region) => ({ cost: UNPLACED_KM, upper, rows: [region], values: [1] }));
  const overloads = places.flatMap((place, index) =>
    stretchOf(place).map(({ size, km }) => ({ cost: km, upper: size, rows: [people.length + index], values: [-1] })),
  );
  return [...nowhere, ...overloads];
}

function wayColumn({ people, places, cost }: Transport, way: number): Column {
  const rows = [Math.floor(way / places.length), people.length + (way % places.length)];
  return { cost: cost[way]!, upper: Number.POSITIVE_INFINITY, rows, values: [1, 1] };
}

function columnsOf(columns: Column[]): Columns {
  let entries = 0;
  const starts = [0, ...columns.map(({ rows }) => (entries += rows.length))];
  return {
    cost: Float64Array.from(columns, ({ cost }) => cost),
    upper: Float64Array.from(columns, ({ upper }) => upper),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(columns.flatMap(({ rows }) => rows)),
    values: Float64Array.from(columns.flatMap(({ values }) => values)),
  };
}

/** A corner of this program is whole, because people and room are; throws when the engine gave something else. */
function solutionOf(transport: Transport, ways: Ways, { amounts }: Corner): Solution {
  const count = transport.places.length;
  const before = amounts.length - ways.length;
  const unplaced = transport.people.map((_, region) => whole(amounts[region]!));
  const flows = ways
    .map((way, index) => ({ region: Math.floor(way / count), place: way % count, people: whole(amounts[before + index]!) }))
    .filter(({ people }) => people > 0);
  return { method: 'optimal', flows, unplaced, cost: priceOf(transport, flows, unplaced) };
}

function whole(amount: number): number {
  const people = Math.round(amount);
  if (Math.abs(people - amount) > 1e-4) throw new Error('the solver sent a part of a person');
  return people;
}
