import fc from 'fast-check';
import { allocate, split } from './allocate.js';
import type { Door, Need } from './doors.js';
import { makePlan } from './plan.js';

/** Kecamatan centroids of data/regions. */
const PLACES = {
  Ngasem: ['35.06.25', -7.8, 112.045],
  Kras: ['35.06.03', -7.959, 111.983],
  Gurah: ['35.06.12', -7.816, 112.087],
  Ngadiluwih: ['35.06.05', -7.896, 112.01],
} as const;

const need = (name: keyof typeof PLACES, perDay?: number, serviceId = 'pkb-tahunan'): Need => {
  const [code, lat, lng] = PLACES[name];
  return { serviceId, region: { code, name, lat, lng }, perDay };
};
const counter = (officeId: string, lat: number, lng: number, extra: Partial<Door> = {}): Door => ({
  offeringId: `${officeId}.${extra.serviceId ?? 'pkb-tahunan'}`,
  serviceId: 'pkb-tahunan',
  kind: 'counter',
  name: officeId,
  officeId,
  at: { lat, lng },
  serves: ['35'],
  assumed: true,
  ...extra,
});
const mpp = (extra: Partial<Door> = {}) => counter('mpp', -7.8255, 112.0173, extra);
const pare = (extra: Partial<Door> = {}) => counter('pare', -7.764, 112.196, extra);
const signal: Door = {
  offeringId: 'signal',
  serviceId: 'pkb-tahunan',
  kind: 'online',
  name: 'SIGNAL',
  serves: ['35'],
  assumed: false,
};
const legsOf = (plan: ReturnType<typeof makePlan>, code: string) => plan.legs.filter((leg) => leg.regionCode === code);

describe('the plan', () => {
  it('names online first, then the counter nearest with room', () => {
    const plan = makePlan([need('Kras', 20)], [pare({ perDay: 100 }), mpp({ perDay: 30 }), signal]);
    expect(legsOf(plan, '35.06.03').map((leg) => [leg.rank, leg.offeringId, leg.perDay])).toEqual([
      [1, 'signal', undefined],
      [2, 'mpp.pkb-tahunan', 20],
    ]);
    expect(plan.legs[1]!.reason).toMatchObject({ key: 'reason.nearest', params: { name: 'mpp' } });
  });

  it('gives the scarce room to those for whom the other place is farthest', () => {
    const plan = makePlan([need('Gurah', 20), need('Kras', 20)], [mpp({ perDay: 20 }), pare({ perDay: 100 })]);
    expect(legsOf(plan, '35.06.03')[0]).toMatchObject({ officeId: 'mpp', perDay: 20 });
    expect(legsOf(plan, '35.06.12')[0]).toMatchObject({ officeId: 'pare', perDay: 20 });
  });

  it('splits a region when a place fills up, and says which one was nearer', () => {
    const [first, second] = legsOf(makePlan([need('Kras', 30)], [mpp({ perDay: 10 }), pare({ perDay: 100 })]), '35.06.03');
    expect([first?.perDay, second?.perDay]).toEqual([10, 20]);
    expect(second?.reason).toMatchObject({ key: 'reason.next', params: { nearer: 'mpp' } });
  });

  it('says so when everything is full', () => {
    const plan = makePlan([need('Kras', 100)], [mpp({ perDay: 10 }), pare({ perDay: 30 })]);
    expect(plan.legs.reduce((sum, leg) => sum + leg.perDay!, 0)).toBe(100);
    expect(plan.legs.find((leg) => leg.overCapacity)).toMatchObject({ officeId: 'pare', reason: { key: 'reason.over' } });
    expect(plan.gaps).toEqual([]);
  });

  it.each([
    ['declined', 'closes.declined'],
    ['suspended', 'closes.suspended'],
    ['unconfirmed', 'closes.unconfirmed'],
    ['not-open', 'closes.not-open'],
  ] as const)('names a gap and that it closes when a place is no longer %s', (obstacle, key) => {
    const [gap] = makePlan([need('Kras', 5)], [mpp({ obstacle })]).gaps;
    expect(gap).toMatchObject({
      regionCode: '35.06.03',
      reason: { key: 'gap.none' },
      closesBy: { key, params: { name: 'mpp' } },
    });
  });

  it('does not take an online channel for the whole answer', () => {
    const [gap] = makePlan([need('Kras', 5)], [signal]).gaps;
    expect(gap).toMatchObject({ reason: { key: 'gap.online-only' }, closesBy: { key: 'closes.outreach' } });
  });

  it('sends nobody to another province, nor to a channel that does not serve them', () => {
    const plan = makePlan([need('Kras', 5)], [mpp({ serves: ['33'] }), { ...signal, serves: ['33'] }]);
    expect(plan.legs).toEqual([]);
    expect(plan.gaps).toHaveLength(1);
  });

  it('counts nobody where nobody knows how many', () => {
    const plan = makePlan([need('Kras')], [mpp({ perDay: 10 })]);
    expect(plan.legs[0]).not.toMatchObject({ perDay: expect.anything() });
    expect(plan.loads[0]).toMatchObject({ expected: 0, capacity: 10 });
  });
});

const names = Object.keys(PLACES) as (keyof typeof PLACES)[];
const obstacle = fc.constantFrom(undefined, undefined, 'declined', 'suspended', 'unconfirmed', 'not-open' as const);
const anyDoor = fc.record({
  id: fc.integer({ min: 0, max: 99 }),
  kind: fc.constantFrom('counter', 'counter', 'counter', 'online', 'outreach' as const),
  lat: fc.double({ min: -8.2, max: -7.5, noNaN: true }),
  lng: fc.double({ min: 111.7, max: 112.4, noNaN: true }),
  perDay: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
  obstacle,
});
const anyCase = fc.record({
  needs: fc.uniqueArray(
    fc.record({ name: fc.constantFrom(...names), perDay: fc.option(fc.integer({ min: 0, max: 80 }), { nil: undefined }) }),
    {
      selector: (need) => need.name,
      minLength: 1,
    },
  ),
  doors: fc.uniqueArray(anyDoor, { selector: (door) => door.id, maxLength: 8 }),
});

describe('whatever is closed', () => {
  const build = ({ needs, doors }: typeof anyCase extends fc.Arbitrary<infer T> ? T : never) => ({
    needs: needs.map(({ name, perDay }) => need(name, perDay)),
    doors: doors.map(({ id, lat, lng, kind, ...rest }) =>
      counter(
        `office-${id}`,
        lat,
        lng,
        kind === 'online' ? { kind, obstacle: rest.obstacle, at: undefined, officeId: undefined } : { kind, ...rest },
      ),
    ),
  });

  it('each region and service has a channel or is a named gap', () => {
    fc.assert(
      fc.property(anyCase, (drawn) => {
        const { needs, doors } = build(drawn);
        const plan = makePlan(needs, doors);
        for (const { region } of needs) {
          const legs = legsOf(plan, region.code);
          const gap = plan.gaps.find((named) => named.regionCode === region.code);
          expect(legs.length > 0 || gap !== undefined).toBe(true);
          expect(legs.map((leg) => leg.rank)).toEqual(legs.map((_, index) => index + 1));
        }
      }),
    );
  });

  it('nobody is sent to a closed door, nobody is lost, and no place overflows while another has room', () => {
    fc.assert(
      fc.property(anyCase, (drawn) => {
        const { needs, doors } = build(drawn);
        const plan = makePlan(needs, doors);
        const shut = doors.filter((door) => door.obstacle).map((door) => door.offeringId);
        expect(plan.legs.filter((leg) => shut.includes(leg.offeringId))).toEqual([]);
        const counters = doors.filter((door) => door.kind === 'counter' && !door.obstacle);
        const known = needs.filter((wanting) => wanting.perDay !== undefined);
        if (counters.length > 0) {
          for (const { region, perDay } of known)
            expect(legsOf(plan, region.code).reduce((sum, leg) => sum + (leg.perDay ?? 0), 0)).toBe(perDay);
        }
        if (!plan.legs.some((leg) => leg.overCapacity)) return;
        const load = (door: Door) => plan.loads.find((one) => one.offeringId === door.offeringId)?.expected ?? 0;
        expect(counters.every((door) => load(door) >= (door.perDay ?? Number.POSITIVE_INFINITY))).toBe(true);
      }),
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
    const told = (doors: Door[]) =>
      allocate(needs, doors).map(({ need: { region }, door, perDay }) => `${region.code} ${door.officeId} ${perDay}`);
    expect(told([pare({ perDay: 25 }), mpp({ perDay: 25 })])).toEqual(told([mpp({ perDay: 25 }), pare({ perDay: 25 })]));
  });
});
