import fc from 'fast-check';
import { addDays, addWorkingDays, type Holidays, isWorkingDay, workingDaysBetween } from './rules.js';

const holidays: Holidays = new Map([
  ['2025-09-05', { date: '2025-09-05', name: 'Maulid Nabi Muhammad', kind: 'national', estimated: false }],
]);

describe('working days', () => {
  it.each([
    ['2025-09-01', true],
    ['2025-09-05', false],
    ['2025-09-06', false],
    ['2025-09-07', false],
  ])('%s: %s', (date, expected) => expect(isWorkingDay(date, holidays)).toBe(expected));

  it.each([
    ['2025-09-01', 0, '2025-09-01'],
    ['2025-09-04', 1, '2025-09-08'],
    ['2025-08-30', 3, '2025-09-03'],
    ['2025-09-01', 5, '2025-09-09'],
  ])('%s and %i working days is %s', (from, days, expected) => expect(addWorkingDays(from, days, holidays)).toBe(expected));

  it('counts what it adds', () => {
    const date = fc
      .date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 90 }), (from, days) => {
        const to = addWorkingDays(from, days, holidays);
        expect(isWorkingDay(to, holidays)).toBe(true);
        expect(workingDaysBetween(from, to, holidays)).toBe(days);
      }),
    );
  });

  it('refuses what is no date', () => expect(() => addDays('2025-13-40', 1)).toThrow(RangeError));
});
