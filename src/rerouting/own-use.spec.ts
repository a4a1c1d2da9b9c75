import fc from 'fast-check';
import type { DayFigures, Offering } from '../directory/index.js';
import { type OwnUse, ownDays, ownUseOf, partOf } from './own-use.js';
import { grantedRoom } from './room.js';

const WIB = 'Asia/Jakarta';
const day = (date: string, more: Partial<DayFigures> = {}): DayFigures => ({
  officeId: 'pare',
  date,
  heardAt: new Date(`${date}T14:00:00+07:00`),
  ...more,
});
const since = new Date('2025-08-29T03:00:00+07:00');

describe('what an office serves of its own people', () => {
  it.each<[string, Partial<DayFigures>[], OwnUse | undefined]>([
    ['nothing that it told', [], undefined],
    ['a day on which it only opened', [{ openedAt: since }], undefined],
    ['the mean of its days, rounded up', [{ served: 40 }, { served: 61 }], { people: 51, days: 2 }],
    ['no day of more than it can serve', [{ served: 400 }, { served: 60 }], { people: 80, days: 2 }],
    ['a full day where it turned people away', [{ served: 20, turningAwaySince: since }], { people: 100, days: 1 }],
    ['what it served where it took people again', [{ served: 20, turnedAway: 3 }], { people: 20, days: 1 }],
  ])('is %s', (_, days, expected) => {
    const figures = days.map((more) => day('2025-08-28', more));
    expect(ownUseOf(figures, 100)).toEqual(expected);
  });

  it.each([
    ['neither today, which is not over,', [], ['2025-08-28', '2025-08-29', '2025-08-30']],
    ['nor while it takes guests', [{ publishedAt: since }], ['2025-08-28']],
    ['but before its guests come', [{ publishedAt: since, startOn: '2025-08-30' }], ['2025-08-28', '2025-08-29']],
    [
      'and after they are gone',
      [{ publishedAt: since, endedAt: new Date('2025-08-29T16:00:00Z') }],
      ['2025-08-28', '2025-08-30'],
    ],
  ])('counts %s', (_, times, expected) => {
    const days = ['2025-08-28', '2025-08-29', '2025-08-30', '2025-08-31'].map((date) => day(date, { served: 40 }));
    const guests = times.map((time) => ({ officeId: 'pare', ...time }));
    expect(ownDays(days, guests, '2025-08-31', WIB).map(({ date }) => date)).toEqual(expected);
  });

  it('is split by what each service can serve', () => {
    const use = { people: 50, days: 3 };
    expect([partOf(use, 60, 90), partOf(use, 30, 90), partOf(use, 0, 0)].map(({ people }) => people)).toEqual([34, 17, 0]);
  });
});

const offering = (capacityPerDay?: number) =>
  ({ id: 'pare.pkb', serviceId: 'pkb', channel: { kind: 'counter' }, capacityPerDay }) as Offering;
const DAYS = { ratio: 1, hours: 6, extraHours: 0 };
const room = (capacity?: number, used: { own?: OwnUse; promised?: number; isVariant?: boolean } = {}, days = DAYS) =>
  grantedRoom(offering(capacity), undefined, days, { promised: 0, isVariant: false, ...used });

describe('the room for guests', () => {
  const own = { people: 70, days: 5 };
  it.each([
    ['half of the capacity where nobody has told', room(101), 50, { from: 'assumed', capacity: 101 }],
    ['the capacity less what its own people take', room(100, { own }), 30, { from: 'reported', capacity: 100, own }],
    ['none where they take it all', room(60, { own }), 0, { from: 'reported', capacity: 60, own }],
    [
      'of the emergency variant',
      room(200, { own, isVariant: true }),
      130,
      { from: 'reported', capacity: 200, own, emergency: true },
    ],
    ['less what others were promised', room(100, { promised: 45 }), 5, { from: 'assumed', capacity: 100, promised: 45 }],
    ['never below none', room(100, { own, promised: 45 }), 0, { from: 'reported', capacity: 100, own, promised: 45 }],
    ['as often as it opens', room(100, { own }, { ...DAYS, ratio: 0.5 }), 15, { from: 'reported', capacity: 100, own }],
    ['unknown where the capacity is', room(undefined, { own }), undefined, undefined],
  ])('is %s', (_, made, perDay, basis) => expect(made).toEqual({ perDay, assumed: true, ...(basis ? { basis } : {}) }));

  it.each([
    ['declared', {}],
    ['observed', { isObserved: true }],
  ])('is what the host granted, whatever else is known: %s', (from, seen) => {
    const said = { state: 'accepted', services: ['pkb'], perDay: 25, asked: [{ serviceId: 'pkb', perDay: 40 }], ...seen };
    const made = grantedRoom(offering(100), said as never, DAYS, { own, promised: 10, isVariant: false });
    expect(made).toMatchObject({ perDay: 25, assumed: false, basis: { from } });
  });

  it('is never more than the capacity, and never grows with what its own people or other guests take', () => {
    const figures = fc.record({
      capacity: fc.nat(500),
      offices: fc.nat(500),
      served: fc.array(fc.nat(900), { minLength: 1, maxLength: 14 }),
      more: fc.nat(300),
      promised: fc.nat(300),
      ratio: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(figures, ({ capacity, offices, served, more, promised, ratio }) => {
        const free = (days: number[], taken: number) => {
          const use = ownUseOf(
            days.map((people) => day('2025-08-28', { served: people })),
            capacity + offices,
          )!;
          const part = partOf(use, capacity, capacity + offices);
          expect(part.people).toBeLessThanOrEqual(capacity);
          return room(capacity, { own: part, promised: taken }, { ...DAYS, ratio }).perDay!;
        };
        const before = free(served, promised);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(capacity);
        expect(free([served[0]! + more, ...served.slice(1)], promised)).toBeLessThanOrEqual(before);
        expect(free(served, promised + more)).toBeLessThanOrEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});
