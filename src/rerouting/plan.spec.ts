import fc from 'fast-check';
import { cases } from '../../test/support/cases.js';
import type { Door, Need, Obstacle } from './doors.js';
import { posePlan } from './plan.js';
import type { Columns, Program } from './planning/engine.js';
import { solveGreedily } from './planning/greedy.js';
import { solveExactly } from './planning/linear-program.js';
import { openSession } from './planning/solve-worker.js';
import type { Solution, Transport } from './planning/transport.js';
import { split } from './split.js';
import type { Plan } from './types.js';

/** Kecamatan centroids of data/regions. */
const PLACES = {
  Ngasem: ['35.06.25', -7.8, 112.045],
  Kras: ['35.06.03', -7.959, 111.983],
  Gurah: ['35.06.12', -7.816, 112.087],
  Ngadiluwih: ['35.06.05', -7.896, 112.01],
} as const;
const KRAS = '35.06.03';

const need = (name: keyof typeof PLACES, perDay?: number, extra: Partial<Need> = {}): Need => {
  const [code, lat, lng] = PLACES[name];
  return { serviceId: 'pkb-tahunan', region: { code, name, lat, lng, roadFactor: 1.3 }, perDay, ...extra };
};
const counter = (officeId: string, lat: number, lng: number, extra: Partial<Door> = {}): Door => ({
  id: `${officeId}.${extra.serviceId ?? 'pkb-tahunan'}`,
  offeringId: `${officeId}.${extra.serviceId ?? 'pkb-tahunan'}`,
  serviceId: 'pkb-tahunan',
  kind: 'counter',
  name: officeId,
  officeId,
  at: { lat, lng },
  serves: ['35'],
  assumed: true,
  risks: [],
  ...extra,
});
const mpp = (extra: Partial<Door> = {}) => counter('mpp', -7.8255, 112.0173, extra);
const pare = (extra: Partial<Door> = {}) => counter('pare', -7.764, 112.196, extra);
const far = (extra: Partial<Door> = {}) => counter('far', -8.2, 114.3, extra);
const signal: Door = { ...counter('signal', 0, 0), kind: 'online', name: 'SIGNAL', officeId: undefined, at: undefined };
const bus = (perDay: number): Door => ({
  ...counter('bus', -7.95, 111.98),
  id: 'bus#kras',
  kind: 'outreach',
  name: 'Samsat Keliling',
  officeId: undefined,
  serves: [KRAS],
  perDay,
  visit: { place: 'Balai Desa Kras', date: '2025-09-03', opens: '08:00', closes: '12:00' },
});

function plan(needs: Need[], doors: Door[]): Plan {
  const posed = posePlan(needs, doors);
  return posed.told(posed.transports.map(solveGreedily));
}
const legsOf = ({ legs }: Plan, code: string) => legs.filter((leg) => leg.regionCode === code);
const told = (made: Plan, code = KRAS) =>
  legsOf(made, code).map(({ rank, officeId, kind, perDay }) => [rank, officeId ?? kind, perDay]);

describe('the plan', () => {
  it('sends online whom it may, and the others to the counter nearest with room', () => {
    const made = plan([need('Kras', 20)], [pare({ perDay: 100 }), mpp({ perDay: 30 }), signal]);
    expect(told(made)).toEqual([
      [1, 'online', 4],
      [2, 'mpp', 16],
    ]);
    expect(made.legs.map(({ share }) => share)).toEqual([0.2, 0.8]);
    expect(made.legs[1]!.reason).toMatchObject({ key: 'reason.nearest', params: { name: 'mpp' } });
    expect(made.cost).toEqual({ personKm: Math.round(16 * 1.3 * 15.32), over: 0, unplaced: 0 });
  });

  it('gives the scarce room to those for whom the other place is farthest', () => {
    const made = plan([need('Gurah', 20), need('Kras', 20)], [mpp({ perDay: 20 }), pare({ perDay: 100 })]);
    expect(legsOf(made, KRAS)[0]).toMatchObject({ officeId: 'mpp', perDay: 20 });
    expect(legsOf(made, '35.06.12')[0]).toMatchObject({ officeId: 'pare', perDay: 20 });
  });

  it('splits a region when a place fills up, and says which one was nearer', () => {
    const [first, second] = legsOf(plan([need('Kras', 30)], [mpp({ perDay: 10 }), pare({ perDay: 100 })]), KRAS);
    expect([first?.perDay, second?.perDay]).toEqual([10, 20]);
    expect(second?.reason).toMatchObject({ key: 'reason.next', params: { nearer: 'mpp' } });
  });

  it('shares an overload by size, and says so', () => {
    const made = plan([need('Kras', 60)], [mpp({ perDay: 10 }), pare({ perDay: 30 })]);
    expect(told(made)).toEqual([
      [1, 'mpp', 15],
      [2, 'pare', 45],
    ]);
    expect(made.legs.every(({ overCapacity, reason }) => overCapacity && reason.key === 'reason.over')).toBe(true);
    expect([made.gaps, made.cost.over]).toEqual([[], 20]);
  });

  it('fills a near place a little too far before it sends people across the province', () => {
    const made = plan([need('Kras', 12)], [mpp({ perDay: 10 }), far({ perDay: 100 })]);
    expect(told(made)[0]).toEqual([1, 'mpp', 12]);
    expect(made.legs[0]).toMatchObject({ overCapacity: true, reason: { key: 'reason.over-near', params: { other: 'far' } } });
  });

  it('says so where the place that still has room is only a sample', () => {
    const sample = mpp({ perDay: 50, risks: ['sample'] });
    const made = plan([need('Kras', 12)], [pare({ perDay: 10 }), sample]);
    expect(made.legs[0]).toMatchObject({ officeId: 'pare', reason: { key: 'reason.over-sample', params: { other: 'mpp' } } });
  });

  it.each([['sample'], ['near-incident'], ['limited'], ['stale']] as const)(
    'passes by a nearer place that is worse by %s, and says so',
    (risk) => {
      const made = plan([need('Ngasem', 5)], [mpp({ perDay: 50, risks: [risk] }), pare({ perDay: 50 })]);
      expect(legsOf(made, '35.06.25')[0]).toMatchObject({
        officeId: 'pare',
        reason: { key: `reason.than-${risk}`, params: { nearer: 'mpp' } },
      });
    },
  );

  it('takes the step-free place of two equals', () => {
    const made = plan(
      [need('Kras', 5)],
      [mpp({ perDay: 50, risks: ['steps'] }), { ...mpp({ perDay: 50 }), id: 'zz', officeId: 'zz' }],
    );
    expect(told(made)[0]).toEqual([1, 'zz', 5]);
  });

  it('sends people to the unit that comes to them, as far as it has room', () => {
    const made = plan([need('Kras', 20)], [bus(8), mpp({ perDay: 100 })]);
    expect(told(made)).toEqual([
      [1, 'outreach', 8],
      [2, 'mpp', 12],
    ]);
    expect(made.legs[0]).toMatchObject({
      startOn: '2025-09-03',
      reason: { key: 'reason.visit', params: { place: 'Balai Desa Kras' } },
    });
  });

  it('names those for whom the unit has no seat', () => {
    const made = plan([need('Kras', 20)], [bus(8)]);
    expect(made.gaps).toMatchObject([{ reason: { key: 'gap.part', params: { people: 12 } } }]);
    expect([made.cost.unplaced, made.legs[0]!.share]).toEqual([12, 0.4]);
  });

  it.each(['banned', 'declined', 'full', 'suspended', 'unconfirmed', 'not-open'] as const)(
    'names a gap, that it closes when a place is no longer %s, and whom to call',
    (obstacle) => {
      const call = { name: 'mpp', phone: '(0354) 000000', isSample: true };
      const made = plan([need('Kras', 5)], [mpp({ obstacle, call })]);
      expect(made.gaps).toEqual([
        {
          serviceId: 'pkb-tahunan',
          regionCode: KRAS,
          reason: { key: 'gap.none', params: { region: 'Kras' } },
          closesBy: { key: `closes.${obstacle}`, params: { name: 'mpp', km: expect.any(Number) } },
          call,
        },
      ]);
      expect(made.cost.unplaced).toBe(5);
    },
  );

  it('does not take an online channel for the whole answer', () => {
    const made = plan([need('Kras', 5, { call: { name: 'katang', phone: '000', isSample: true } })], [signal]);
    expect(made.gaps).toMatchObject([
      { reason: { key: 'gap.online-only' }, closesBy: { key: 'closes.outreach' }, call: { name: 'katang' } },
    ]);
  });

  it('sends nobody to another province, nor to a channel that does not serve them', () => {
    const made = plan([need('Kras', 5)], [mpp({ serves: ['33'] }), { ...signal, serves: ['33'] }]);
    expect(made.legs).toEqual([]);
    expect(made.gaps).toHaveLength(1);
  });

  it.each([undefined, 0])('counts nobody where %s come, and still says where to go', (perDay) => {
    const made = plan([need('Kras', perDay)], [mpp({ perDay: 10 })]);
    expect(made.legs).toMatchObject([{ officeId: 'mpp', share: 1, reason: { key: 'reason.nearest' } }]);
    expect(made.legs[0]!.perDay).toBe(perDay);
    expect(made.loads[0]).toMatchObject({ expected: 0, capacity: 10 });
  });
});

describe('what the operator asks', () => {
  const pinned = need('Kras', 20, { pin: 'pare.pkb-tahunan' });

  it('a pin sends the whole region there, and nobody online', () => {
    const made = plan([pinned], [mpp({ perDay: 50 }), pare({ perDay: 10 }), signal]);
    expect(told(made)).toEqual([[1, 'pare', 20]]);
    expect(made.legs[0]).toMatchObject({ overCapacity: true, reason: { key: 'reason.pinned' } });
  });

  it('a pin to a place that cannot be used is a named gap', () => {
    const call = { name: 'pare', phone: '(0354) 000000', isSample: true };
    const made = plan([pinned], [mpp({ perDay: 50 }), pare({ obstacle: 'suspended', call })]);
    expect(made.legs).toEqual([]);
    expect(made.gaps).toMatchObject([
      { reason: { key: 'gap.pinned', params: { region: 'Kras', name: 'pare' } }, closesBy: { key: 'closes.suspended' }, call },
    ]);
  });

  it('a pin to a place that does not serve the region closes when it is taken out', () => {
    expect(plan([pinned], [pare({ serves: ['33'] })]).gaps).toMatchObject([{ closesBy: { key: 'closes.unpinned' } }]);
  });
});

const names = Object.keys(PLACES) as (keyof typeof PLACES)[];
const obstacle = fc.constantFrom<(Obstacle | undefined)[]>(
  undefined,
  undefined,
  undefined,
  'banned',
  'declined',
  'suspended',
  'unconfirmed',
);
const people = fc.option(fc.nat(80), { nil: undefined });
const anyDoor = fc.record({
  id: fc.nat(99),
  kind: fc.constantFrom('counter', 'counter', 'counter', 'online', 'outreach' as const),
  lat: fc.integer({ min: -820, max: -750 }),
  lng: fc.integer({ min: 11_170, max: 11_240 }),
  perDay: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  sample: fc.boolean(),
  obstacle,
});
const anyCase = fc.record({
  needs: fc.uniqueArray(
    fc.record({ name: fc.constantFrom(...names), perDay: people, pin: fc.option(fc.nat(6), { nil: undefined }) }),
    {
      selector: ({ name }) => name,
      minLength: 1,
    },
  ),
  doors: fc.uniqueArray(anyDoor, { selector: ({ id }) => id, maxLength: 7 }),
  /** Which doors shut one after another: a cascade. */
  cascade: fc.array(fc.nat(6), { maxLength: 3 }),
});
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

function build({ needs, doors }: Case) {
  const built = doors.map(({ id, lat, lng, kind, sample, ...rest }): Door => {
    const door = counter(`office-${id}`, lat / 100, lng / 100, { kind, risks: sample ? ['sample'] : [], ...rest });
    return kind === 'online' ? { ...door, at: undefined, officeId: undefined, perDay: undefined } : door;
  });
  const pinned = needs.map(({ name, perDay, pin }) =>
    need(name, perDay, { pin: pin === undefined ? undefined : built[pin]?.offeringId }),
  );
  return { needs: pinned, doors: built };
}

/** Rule 1, and what goes with it. */
function check(needs: Need[], doors: Door[], made: Plan): void {
  const usable = new Set(doors.filter((door) => !door.obstacle).map(({ offeringId }) => offeringId));
  for (const { region, perDay, pin } of needs) {
    const legs = legsOf(made, region.code);
    const gap = made.gaps.find(({ regionCode }) => regionCode === region.code);
    if (legs.length === 0 && !gap) throw new Error(`${region.name} is neither sent nor named`);
    if (gap && (!gap.reason.key || !gap.closesBy.key)) throw new Error('a gap without what would close it');
    const share = legs.reduce((sum, leg) => sum + leg.share, 0);
    if (share > 1 + 1e-9 || (!gap && share < 1 - 1e-9)) throw new Error(`the shares of ${region.name} are ${share}`);
    const sent = legs.reduce((sum, leg) => sum + (leg.perDay ?? 0), 0);
    if (perDay !== undefined && !gap && sent !== perDay) throw new Error(`${sent} of ${perDay} people are sent`);
    if (pin && legs.some((leg) => leg.offeringId !== pin)) throw new Error('a pinned region is sent elsewhere');
    if (legs.some((leg, index) => leg.rank !== index + 1 || !usable.has(leg.offeringId))) throw new Error('a shut door');
  }
  for (const { offeringId, expected, capacity } of made.loads) {
    const sent = made.legs.filter((leg) => leg.offeringId === offeringId && leg.share > 0);
    if (capacity !== undefined && expected > capacity && !sent.every((leg) => leg.overCapacity))
      throw new Error('an unsaid overload');
  }
}

/** What is closed at first, then after each step of the cascade. */
function closures(drawn: Case): { needs: Need[]; doors: Door[] }[] {
  const { needs, doors } = build(drawn);
  return [[], ...drawn.cascade.map((_, step) => drawn.cascade.slice(0, step + 1))].map((closed) => {
    const shut = new Set(closed);
    return { needs, doors: doors.map((door, index) => (shut.has(index) ? { ...door, obstacle: 'suspended' as const } : door)) };
  });
}

/** What a solver may say of a problem, sound or not. */
const anyNumber = fc.oneof(fc.integer({ min: -2, max: 90 }), fc.constantFrom(0.5, Number.NaN, Number.POSITIVE_INFINITY));
const anySolution = fc.record({
  method: fc.constant('optimal' as const),
  flows: fc.array(
    fc.record({ region: fc.integer({ min: -1, max: 5 }), place: fc.integer({ min: -1, max: 8 }), people: anyNumber }),
  ),
  unplaced: fc.array(anyNumber, { maxLength: 5 }),
  cost: anyNumber,
});
const anySaying = fc.oneof(
  anySolution.map((solution) => () => solution),
  fc.constant(() => undefined),
  fc.array(fc.nat(2), { minLength: 1, maxLength: 6 }).map((times) => (transport: Transport): Solution => {
    const solution = solveGreedily(transport);
    return { ...solution, flows: solution.flows.flatMap((flow, index) => Array(times[index % times.length]).fill(flow)) };
  }),
);

describe('whatever is closed', () => {
  it(`each region and service has a channel or is a named gap, in ${cases(10_000)} closures and what they pull along`, () => {
    fc.assert(
      fc.property(anyCase, (drawn) => {
        for (const { needs, doors } of closures(drawn)) check(needs, doors, plan(needs, doors));
      }),
      { numRuns: cases(10_000) },
    );
  });

  it(`so it is by what HiGHS finds, in ${cases(2000)} closures and what they pull along`, async () => {
    const highs = await openSession();
    const engine = {
      solve: async (program: Program, seconds: number) => highs.solve(program, seconds),
      extend: async (columns: Columns, seconds: number) => highs.extend(columns, seconds),
    };
    await fc.assert(
      fc.asyncProperty(anyCase, async (drawn) => {
        for (const { needs, doors } of closures(drawn)) {
          const posed = posePlan(needs, doors);
          const solutions: Solution[] = [];
          for (const transport of posed.transports) solutions.push(await solveExactly(engine, transport, () => 10));
          const made = posed.told(solutions);
          check(needs, doors, made);
          expect(made.method).toBe('optimal');
        }
      }),
      { numRuns: cases(2000) },
    );
  });

  it(`so it is whatever a solver says, in ${cases(10_000)} closures: the best plan in part, twice over, nonsense or nothing`, () => {
    fc.assert(
      fc.property(anyCase, fc.array(anySaying, { maxLength: 4 }), (drawn, sayings) => {
        for (const { needs, doors } of closures(drawn)) {
          const posed = posePlan(needs, doors);
          const said = posed.transports.map((transport, index) => sayings[index]?.(transport));
          check(needs, doors, posed.told(said));
        }
      }),
      { numRuns: cases(10_000) },
    );
  });
});

describe('splitting people', () => {
  it('loses nobody', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), (total, weights) => {
        expect(split(total, weights).reduce((a, b) => a + b, 0)).toBe(total);
      }),
    );
  });

  it('follows the weights', () => expect(split(10, [1, 1, 2])).toEqual([3, 2, 5]));

  it('is the same whatever order the counters come in', () => {
    const needs = [need('Kras', 20), need('Gurah', 20)];
    const doors = [pare({ perDay: 25 }), mpp({ perDay: 25 })];
    expect(plan(needs, doors)).toEqual({ ...plan(needs, [...doors].reverse()), loads: expect.anything() });
  });
});
