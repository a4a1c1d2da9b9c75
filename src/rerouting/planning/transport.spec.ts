import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { Engine } from './engine.js';
import { solveGreedily } from './greedy.js';
import { programOf, solveExactly } from './linear-program.js';
import { type HighsSession, openSession } from './solve-worker.js';
import { priceOf, type Solution, stretchOf, type Transport } from './transport.js';
import { TransportSolver } from './transport-solver.js';

let highs: HighsSession;
let here: Engine;
beforeAll(async () => {
  highs = await openSession();
  here = {
    solve: async (program, seconds) => highs.solve(program, seconds),
    extend: async (columns, seconds) => highs.extend(columns, seconds),
  };
});

const anyTransport = fc
  .record({
    people: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
    rooms: fc.array(fc.option(fc.nat(80), { nil: Number.POSITIVE_INFINITY, freq: 8 }), { minLength: 1, maxLength: 30 }),
    stretches: fc.boolean(),
    seed: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 1, max: 1500 }) },
        { arbitrary: fc.constant(Number.POSITIVE_INFINITY), weight: 1 },
      ),
      {
        minLength: 31,
        maxLength: 31,
      },
    ),
  })
  .map(({ people, rooms, stretches, seed }): Transport => {
    const places = rooms.map((room, index) => ({ room, stretch: stretches || index % 3 > 0 ? 0 : undefined }));
    const cost = Float64Array.from({ length: people.length * rooms.length }, (_, index) => seed[(index * 7) % seed.length]!);
    return { people, places, cost };
  });

/** Everybody is somewhere or named, nobody goes where they may not, and no seat of what cannot stretch is given twice. */
function check({ people, places, cost }: Transport, { flows, unplaced }: Solution): void {
  const sent = people.map((_, region) =>
    flows.filter((flow) => flow.region === region).reduce((sum, flow) => sum + flow.people, unplaced[region]!),
  );
  expect(sent).toEqual(people);
  expect(flows.every(({ region, place }) => Number.isFinite(cost[region * places.length + place]))).toBe(true);
  for (const [index, { room, stretch }] of places.entries())
    if (stretch === undefined)
      expect(flows.filter(({ place }) => place === index).reduce((sum, flow) => sum + flow.people, 0)).toBeLessThanOrEqual(room);
}

/** What HiGHS finds when it is given every way at once. */
function bestOfAll(transport: Transport): number {
  const ways = [...transport.cost.keys()].filter((way) => Number.isFinite(transport.cost[way]));
  const program = programOf(transport, ways);
  const { amounts } = highs.solve(program, 10);
  return amounts.reduce((sum, amount, column) => sum + amount * program.columns.cost[column]!, 0);
}

describe('the solver', () => {
  it('finds what HiGHS finds over every way, from the nearest alone; and a greedy plan is never better', async () => {
    await fc.assert(
      fc.asyncProperty(anyTransport, async (transport) => {
        const exact = await solveExactly(here, transport, () => 10);
        const greedy = solveGreedily(transport);
        for (const solution of [exact, greedy]) {
          check(transport, solution);
          expect(solution.cost).toBeCloseTo(priceOf(transport, solution.flows, solution.unplaced), 3);
        }
        expect(exact.cost).toBeCloseTo(bestOfAll(transport), 3);
        expect(greedy.cost).toBeGreaterThan(exact.cost - 0.001);
      }),
      { numRuns: 150 },
    );
  });

  it('holds an overload in steps of whole people', () => {
    expect(stretchOf({ room: 10, stretch: 0 })).toEqual([
      { size: 3, km: 60 },
      { size: 2, km: 120 },
      { size: 5, km: 240 },
      { size: Number.POSITIVE_INFINITY, km: 480 },
    ]);
    expect(stretchOf({ room: 10 })).toEqual([]);
  });
});

describe('a plan that has to be made', () => {
  const transport: Transport = {
    people: [20, 20],
    places: [
      { room: 20, stretch: 0 },
      { room: 30, stretch: 0 },
    ],
    cost: Float64Array.from([10, 12, 11, 40]),
  };
  let solver: TransportSolver;
  beforeEach(() => {
    solver = new TransportSolver();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await solver.onApplicationShutdown();
  });

  it('is the best in its thread, and the same figures are not solved twice', async () => {
    const [best] = await solver.solve([transport]);
    expect(best).toMatchObject({ method: 'optimal', cost: 460, unplaced: [0, 0] });
    const [again] = await solver.solve([{ ...transport, cost: Float64Array.from(transport.cost) }]);
    expect(again).toBe(best);
    const [other] = await solver.solve([{ ...transport, people: [20, 25] }]);
    expect(other).toMatchObject({ method: 'optimal' });
  });

  it('is greedy, and says so, when the time is over or the solver makes no sense of it', async () => {
    const logged = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const [late] = await solver.solve([transport], 0);
    expect(late).toEqual(solveGreedily(transport));
    const [halved] = await solver.solve([{ ...transport, people: [20.5, 20] }]);
    expect(halved).toMatchObject({ method: 'greedy' });
    expect(logged).toHaveBeenCalledTimes(2);
  });

  it('is greedy when its thread dies at work, and the best again with the next one', async () => {
    const logged = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function die(this: Worker) {
      void this.terminate();
    });
    const solutions = await solver.solve([transport, { ...transport, people: [5, 5] }]);
    expect(solutions.map(({ method }) => method)).toEqual(['greedy', 'optimal']);
    expect(logged).toHaveBeenCalledTimes(1);
  });
});
