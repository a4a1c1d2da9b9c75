import fc from 'fast-check';
import { type House, openHouse } from '../../../test/support/house.js';
import { type DomainError, serialText } from '../../platform/index.js';
import { DropPaper, EnterPaper, PaperWork, RegisterPaper } from '../index.js';
import { serialsOf, toEnter } from './rules.js';

const OFFICE = 'samsat-katang';
let house: House;
const officer = () => house.as('recovery-officer');
const register = (given: object) =>
  house.get(RegisterPaper).run(officer(), { officeId: OFFICE, serviceId: 'pkb-tahunan', liesAt: 'Lemari 2', ...given });
const enter = (given: object) => house.get(EnterPaper).run(officer(), given);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: DomainError) => code,
  );
const day = async (date: string) =>
  (await house.get(PaperWork).days(OFFICE, date, date)).find(({ serviceId }) => serviceId === 'pkb-tahunan');

beforeAll(async () => {
  house = await openHouse();
  house.clock.set('2025-09-06T09:00:00+07:00');
});
afterAll(() => house.close());

describe('forms of a bundle', () => {
  it('are as many as their serial numbers', () => {
    expect(serialsOf(0)).toBeUndefined();
    expect(serialsOf(3, 'SKPD-008', 'SKPD-010')).toEqual({ prefix: 'SKPD-', digits: 3, from: 8, to: 10 });
    for (const [forms, first, last] of [
      [3, 'SKPD-008', 'SKPD-011'],
      [3, 'A-1', 'B-3'],
      [1, 'x', 'x'],
      [2, 'A-1', undefined],
    ] as const)
      expect(() => serialsOf(forms, first, last)).toThrow(expect.objectContaining({ code: 'backup.not-a-range' }));
  });

  it('that are entered are never more than are missing, and none twice', () => {
    const missing = [
      { from: 3, to: 5 },
      { from: 9, to: 9 },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), (count) => {
        const spans = toEnter({ missing }, { count });
        expect(spans.reduce((sum, { from, to }) => sum + to - from + 1, 0)).toBe(count);
        expect(spans.every(({ from, to }) => missing.some((gap) => gap.from <= from && to <= gap.to))).toBe(true);
      }),
    );
    expect(() => toEnter({ missing }, { count: 5 })).toThrow(expect.objectContaining({ code: 'backup.outside-batch' }));
    expect(() => toEnter({ missing: [] }, { count: 1 })).toThrow(expect.objectContaining({ code: 'backup.outside-batch' }));
  });
});

describe('what was done on paper', () => {
  it('is not known for an opening day of which nobody said anything, and nothing is asked of a day off', async () => {
    expect(await day('2025-09-01')).toMatchObject({ state: 'unknown', forms: 0 });
    expect(await day('2025-08-31')).toBeUndefined();
    await register({ day: '2025-09-01', forms: 0 });
    expect(await day('2025-09-01')).toMatchObject({ state: 'done', forms: 0 });
  });

  it('is entered form by form or in counts, until nothing is missing', async () => {
    const { id } = await register({ day: '2025-09-02', forms: 10, serialFrom: 'SKPD-0101', serialTo: 'SKPD-0110' });
    expect(await enter({ batchId: id, serialFrom: 'SKPD-0103', serialTo: 'SKPD-0104' })).toMatchObject({ entered: 2 });
    expect(await enter({ batchId: id, serialFrom: 'SKPD-0104' })).toMatchObject({ entered: 2 });
    const some = await enter({ batchId: id, count: 4 });
    expect(some.missing).toEqual([{ from: 107, to: 110 }]);
    expect(serialText(some.serials!, some.missing[0]!.from)).toBe('SKPD-0107');
    expect(await day('2025-09-02')).toMatchObject({ state: 'open', forms: 10, entered: 6 });
    expect(await codeOf(enter({ batchId: id, count: 5 }))).toBe('backup.outside-batch');
    expect(await codeOf(enter({ batchId: id, serialFrom: 'SKPD-0111' }))).toBe('backup.outside-batch');
    await enter({ batchId: id, count: 4 });
    expect(await day('2025-09-02')).toMatchObject({ state: 'done', entered: 10 });
  });

  it.each([
    [
      'serial numbers that another bundle has',
      { day: '2025-09-03', forms: 2, serialFrom: 'SKPD-0110', serialTo: 'SKPD-0111' },
      'backup.forms-overlap',
    ],
    ['a day that has not come', { day: '2025-09-07', forms: 1 }, 'backup.future-day'],
    ['no such service', { day: '2025-09-03', forms: 1, serviceId: 'lain' }, 'directory.no-such-service'],
    ['no such office', { day: '2025-09-03', forms: 1, officeId: 'lain' }, 'directory.no-such-office'],
    ['fewer than no forms', { day: '2025-09-03', forms: -1 }, 'platform.bad-input'],
  ])('is refused with %s', async (_what, given, code) => expect(await codeOf(register(given))).toBe(code));

  it('that was registered by mistake goes away, and offices with the most to do come first', async () => {
    const { id } = await register({ day: '2025-09-03', forms: 40 });
    await house
      .get(RegisterPaper)
      .run(officer(), { officeId: 'samsat-pare', serviceId: 'pkb-tahunan', day: '2025-09-03', forms: 5 });
    expect((await house.get(PaperWork).offices()).map(({ officeId, forms, entered }) => [officeId, forms - entered])).toEqual([
      [OFFICE, 40],
      ['samsat-pare', 5],
    ]);
    await house.get(DropPaper).run(officer(), { batchId: id });
    expect((await house.get(PaperWork).offices()).map(({ officeId }) => officeId)).toEqual(['samsat-pare', OFFICE]);
    expect(await codeOf(enter({ batchId: id, count: 1 }))).toBe('backup.no-such-batch');
  });
});
