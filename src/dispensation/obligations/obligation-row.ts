import { normalPlate } from '../../platform/index.js';
import type { Obligation } from '../types.js';

/** The columns of an obligations file; `paid_on` may be empty, every other one must be filled. */
export const COLUMNS = [
  'vehicle_ref',
  'plate',
  'region_code',
  'service_id',
  'due_on',
  'pkb',
  'opsen',
  'swdkllj',
  'pnbp',
  'paid_on',
] as const;
export type Column = (typeof COLUMNS)[number];
export type Cells = Record<Column, string>;

/** What is wrong, and where: `row` is the line in the file, the first line being 1. */
export interface RowProblem {
  row: number;
  column: Column;
  problem:
    | 'empty'
    | 'not-a-plate'
    | 'not-a-day'
    | 'not-an-amount'
    | 'unknown-service'
    | 'no-home-office'
    | 'not-a-code'
    | 'twice';
}

export type PlainRow = Omit<Obligation, 'id' | 'officeId'>;

/** Also keeps tabs, line ends and backslashes out of the lines for COPY. */
const CODE = /^[\w.-]{1,64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNT = /^\d{1,11}$/;
const FILLED = COLUMNS.filter((column) => column !== 'paid_on');

export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** What is wrong with the form of one row, looking at nothing but the row. */
export function rowProblems(cells: Cells, row: number): RowProblem[] {
  const problems: RowProblem[] = FILLED.filter((column) => cells[column] === '').map((column) => ({
    row,
    column,
    problem: 'empty',
  }));
  const wrong = (column: Column, problem: RowProblem['problem'], good: (text: string) => boolean) => {
    if (cells[column] !== '' && !good(cells[column])) problems.push({ row, column, problem });
  };
  for (const column of ['vehicle_ref', 'region_code', 'service_id'] as const)
    wrong(column, 'not-a-code', (text) => CODE.test(text));
  wrong('plate', 'not-a-plate', (text) => normalPlate(text) !== undefined);
  for (const column of ['due_on', 'paid_on'] as const) wrong(column, 'not-a-day', isDay);
  for (const column of ['pkb', 'opsen', 'swdkllj', 'pnbp'] as const) wrong(column, 'not-an-amount', (text) => AMOUNT.test(text));
  return problems;
}

/** A row without problems as values. */
export function readRow(cells: Cells): PlainRow {
  return {
    vehicleRef: cells.vehicle_ref,
    plate: normalPlate(cells.plate) ?? cells.plate,
    regionCode: cells.region_code,
    serviceId: cells.service_id,
    dueOn: cells.due_on,
    pkb: Number(cells.pkb),
    opsen: Number(cells.opsen),
    swdkllj: Number(cells.swdkllj),
    pnbp: Number(cells.pnbp),
    paidOn: cells.paid_on || undefined,
  };
}

/** The number of a plate hidden but for its ends: `'AG 1**4 BX'`. */
export function maskPlate(plate: string): string {
  return plate.replace(/\d+/, (digits) => {
    if (digits.length < 3) return '*'.repeat(digits.length);
    return digits[0] + '*'.repeat(digits.length - 2) + digits.at(-1);
  });
}
