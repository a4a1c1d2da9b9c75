import fc from 'fast-check';
import { normalPlate } from '../../platform/index.js';
import { type Cells, isDay, maskPlate, readRow, rowProblems } from './obligation-row.js';

const good: Cells = {
  vehicle_ref: 'V-000123',
  plate: 'ag 1234 bx',
  region_code: '35.06.03',
  service_id: 'pkb-tahunan',
  due_on: '2025-09-02',
  pkb: '200000',
  opsen: '132000',
  swdkllj: '32000',
  pnbp: '0',
  paid_on: '',
};

describe('a row of an obligations file', () => {
  it('is read when it is whole', () => {
    expect(rowProblems(good, 2)).toEqual([]);
    expect(readRow(good)).toMatchObject({ plate: 'AG 1234 BX', pkb: 200_000, paidOn: undefined });
  });

  it.each<[keyof Cells, string, string]>([
    ['vehicle_ref', 'V;1', 'not-a-code'],
    ['region_code', 'Kras\t', 'not-a-code'],
    ['plate', '1234', 'not-a-plate'],
    ['plate', '', 'empty'],
    ['region_code', '', 'empty'],
    ['due_on', '2025-02-30', 'not-a-day'],
    ['due_on', '02/09/2025', 'not-a-day'],
    ['paid_on', 'ya', 'not-a-day'],
    ['pkb', '200.000', 'not-an-amount'],
    ['opsen', '-1', 'not-an-amount'],
    ['swdkllj', '1e9', 'not-an-amount'],
  ])('names the column: %s %p is %s', (column, value, problem) => {
    expect(rowProblems({ ...good, [column]: value }, 7)).toEqual([{ row: 7, column, problem }]);
  });

  it('names every wrong column of a row', () => {
    expect(rowProblems({ ...good, due_on: 'x', pkb: 'y' }, 3)).toHaveLength(2);
  });

  it('never throws, whatever a file holds', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...(Object.keys(good) as (keyof Cells)[])),
        (text, column) => void rowProblems({ ...good, [column]: text }, 1),
      ),
    );
  });

  it('knows which days exist', () => {
    expect(['2024-02-29', '2025-02-29', '2025-00-10'].map(isDay)).toEqual([true, false, false]);
  });

  it.each([
    ['AG 1234 BX', 'AG 1**4 BX'],
    ['AG 123 B', 'AG 1*3 B'],
    ['B 12 X', 'B ** X'],
    ['B 1', 'B *'],
  ])('hides most of %s', (plate, masked) => {
    expect(normalPlate(plate.replaceAll(' ', ''))).toBe(plate);
    expect(maskPlate(plate)).toBe(masked);
  });
});
