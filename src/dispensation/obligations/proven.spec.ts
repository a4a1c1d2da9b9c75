import fc from 'fast-check';
import { type House, openHouse } from '../../../test/support/house.js';
import { newId, Tx } from '../../platform/index.js';
import { provenOn, settledOn } from '../rules.js';
import { PaymentStore } from './payment-store.js';

const bill = (dueOn: string, paidOn?: string) => ({ dueOn, paidOn });
const paid = (...days: string[]) => days.map((paidOn) => ({ paidOn }));

describe('a payment that a settlement proves', () => {
  it.each([
    ['what falls due next', [bill('2025-09-10')], paid('2025-09-01'), ['2025-09-01']],
    ['what was due and unpaid', [bill('2025-08-10')], paid('2025-09-01'), ['2025-09-01']],
    [
      'all arrears at once, and nothing of next year',
      [bill('2024-09-02'), bill('2025-08-10'), bill('2025-12-01')],
      paid('2025-09-01'),
      ['2025-09-01', '2025-09-01', undefined],
    ],
    [
      'nothing that was paid before',
      [bill('2025-08-10', '2025-08-09'), bill('2026-08-10')],
      paid('2025-09-01'),
      [undefined, '2025-09-01'],
    ],
    ['nothing beyond a tax year', [bill('2026-09-02')], paid('2025-09-01'), [undefined]],
    [
      'what was typed in late',
      [bill('2025-09-10', '2025-09-20'), bill('2026-09-10')],
      paid('2025-09-01'),
      ['2025-09-01', undefined],
    ],
    ['at the first of its days', [bill('2025-09-10')], paid('2025-09-03', '2025-09-01'), ['2025-09-01']],
  ])('settles %s', (_what, bills, payments, expected) => {
    expect(bills.map((one) => provenOn(one, bills, payments))).toEqual(expected);
  });

  it('makes nobody late whom the record did not', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2024, 1, 1 + n)).toISOString().slice(0, 10));
    const bills = fc.array(fc.record({ dueOn: day, paidOn: fc.option(day, { nil: undefined }) }), { maxLength: 4 });
    fc.assert(
      fc.property(bills, fc.array(day), (all, days) => {
        for (const one of all) {
          const settled = settledOn({ ...one, provenOn: provenOn(one, all, paid(...days)) });
          if (one.paidOn !== undefined) expect(settled! <= one.paidOn).toBe(true);
          expect(provenOn(one, [...all].reverse(), paid(...[...days].reverse()))).toBe(provenOn(one, all, paid(...days)));
        }
      }),
    );
  });
});

describe('the database', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('weighs payments as the rule does', async () => {
    const near = fc.integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2024, 1, 20 + n)).toISOString().slice(0, 10));
    const bills = fc.uniqueArray(fc.record({ dueOn: near, paidOn: fc.option(near, { nil: undefined }) }), {
      selector: ({ dueOn }) => dueOn,
      maxLength: 4,
    });
    const drawn = fc.sample(fc.record({ bills, days: fc.array(near, { maxLength: 3 }) }), { numRuns: 200, seed: 27 });
    const plates = drawn.map((_, index) => `AG ${index + 1}`);
    const rows = drawn.flatMap((one, index) => one.bills.map((owed) => ({ ...owed, plate: plates[index]! })));
    await house.get(Tx).housekeeping('test.drawn', async () => {
      const importId = newId();
      await house.db.run(`insert into dispensation.import values ($1, 'x', 'x', 1, 1, now(), 'x')`, [importId]);
      await house.db.run(
        `insert into dispensation.obligation (vehicle_ref, plate, region_code, service_id, office_id, due_on, pkb, opsen, swdkllj, pnbp, paid_on, import_id)
         select plate, plate, 'x', 'x', 'x', due_on, 1, 1, 1, 1, paid_on, $1 from unnest($2::text[], $3::date[], $4::date[]) as t (plate, due_on, paid_on)`,
        [importId, rows.map(({ plate }) => plate), rows.map(({ dueOn }) => dueOn), rows.map(({ paidOn }) => paidOn ?? null)],
      );
      const known = { sourceId: 's', formatId: 'f', settlementId: importId };
      const payments = drawn.flatMap(({ days }, index) =>
        days.map((paidOn, n) => ({ ...known, reference: `${index}-${n}`, plate: plates[index]!, paidOn })),
      );
      await house.get(PaymentStore).add(payments);
      await house.get(PaymentStore).weigh();
      expect(await house.get(PaymentStore).weigh(plates)).toBe(0);
    });
    const weighed = await house.db.many('select plate, due_on, proven_on from dispensation.obligation order by plate, due_on');
    const expected = drawn.flatMap((one, index) =>
      one.bills.map((owed) => ({
        plate: plates[index],
        dueOn: owed.dueOn,
        provenOn: provenOn(owed, one.bills, paid(...one.days)) ?? null,
      })),
    );
    const inOrder = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(inOrder(weighed)).toEqual(inOrder(expected));
    expect(weighed.filter((row) => (row as { provenOn?: string }).provenOn).length).toBeGreaterThan(50);
  });
});
