import fc from 'fast-check';
import { Config } from '../../platform/index.js';
import { LateFeeShelf } from './late-fee-shelf.js';
import { daysLate, lateFees, monthsLate } from './late-fees.js';

const shelf = new LateFeeShelf(new Config({}));
const kediri = shelf.rulesFor('35.06.03', '2025-09-02');
const jambi = shelf.rulesFor('15.71', '2025-09-02');
const bill = { pkb: 200_000, opsen: 132_000, swdkllj: 32_000, pnbp: 0 };
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('late fees', () => {
  it('charges 13 days as a whole month where begun months count', () => {
    expect(lateFees(bill, '2025-09-02', '2025-09-15', kediri)).toMatchObject({
      days: 13,
      fees: { pkb: 2000, opsen: 1320, swdkllj: 8000, pnbp: 0 },
    });
  });

  it('charges 13 days of tax nothing where a month needs more than 15 days', () => {
    expect(lateFees(bill, '2025-09-02', '2025-09-15', jambi).fees).toEqual({ pkb: 0, opsen: 0, swdkllj: 8000, pnbp: 0 });
  });

  it('rounds up to whole hundreds where the province does', () => {
    expect(lateFees(bill, '2025-09-02', '2025-09-20', jambi).fees).toMatchObject({ pkb: 2000, opsen: 1400 });
  });

  it('leaves the fund card out of what SWDKLLJ is charged on', () => {
    const billed = (swdkllj: number) => lateFees({ ...bill, swdkllj }, '2025-09-02', '2025-09-15', kediri).fees.swdkllj;
    expect([billed(32_000), billed(35_000), billed(143_000)]).toEqual([8000, 8000, 35_000]);
  });

  it('says that the province’s way of counting is not confirmed', () => {
    expect(lateFees(bill, '2025-09-02', '2025-09-15', kediri).confirmed).toBe(false);
  });

  it('charges 2 % and no opsen for what fell due before 5 January 2025', () => {
    const old = shelf.rulesFor('35.06', '2025-01-04');
    expect(lateFees(bill, '2025-01-04', '2025-01-05', old).fees).toMatchObject({ pkb: 4000, opsen: 0 });
  });

  it.each([
    ['2025-09-02', '2025-09-02', 0, 0],
    ['2025-09-02', '2025-10-02', 1, 1],
    ['2025-09-02', '2025-10-03', 2, 1],
    ['2025-09-02', '2025-10-18', 2, 2],
    ['2025-01-31', '2025-02-28', 1, 1],
    ['2024-02-29', '2025-02-28', 12, 12],
  ])('from %s to %s counts %i begun months, or %i', (due, paid, begun, over15) => {
    expect([monthsLate(due, paid, 'part-month-full'), monthsLate(due, paid, 'over-15-days')]).toEqual([begun, over15]);
  });

  it.each([
    [0, 0],
    [1, 25],
    [90, 25],
    [91, 50],
    [180, 50],
    [181, 75],
    [270, 75],
    [271, 100],
    [2000, 100],
  ])('after %i days SWDKLLJ adds %i %%', (days, percent) => {
    const paid = new Date(Date.parse('2025-01-10') + days * 86_400_000).toISOString().slice(0, 10);
    expect(lateFees({ ...bill, swdkllj: 80_000 }, '2025-01-10', paid, kediri).fees.swdkllj).toBe(800 * percent);
  });

  it('never charges more than the cap for SWDKLLJ, nor more than 24 months of tax', () => {
    const { fees } = lateFees({ ...bill, swdkllj: 160_000 }, '2025-02-01', '2030-02-01', kediri);
    expect(fees).toMatchObject({ swdkllj: 100_000, pkb: 48_000 });
  });

  it('is nothing when paid in time, and never falls as days go by', () => {
    fc.assert(
      fc.property(day, day, day, (due, a, b) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const first = lateFees(bill, due, early, kediri);
        const second = lateFees(bill, due, late, kediri);
        if (early <= due) expect(first.fees).toEqual({ pkb: 0, opsen: 0, swdkllj: 0, pnbp: 0 });
        expect(second.fees.pkb).toBeGreaterThanOrEqual(first.fees.pkb);
        expect(second.fees.swdkllj).toBeGreaterThanOrEqual(first.fees.swdkllj);
        expect(monthsLate(due, late, 'over-15-days')).toBeLessThanOrEqual(monthsLate(due, late, 'part-month-full'));
        expect(daysLate(due, late)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
