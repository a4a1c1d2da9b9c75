import { normalPlate } from '../../platform/index.js';
import { amountReader, type CellReader, COLUMNS, type Column, type SettlementFormat, timeReader } from './settlement-format.js';

export type Cells = Record<Column, string>;

/** What is wrong, and where: `row` is the line in the file, the first line being 1. */
export interface RowProblem {
  row: number;
  column: Column;
  problem:
    | 'empty'
    | 'not-a-plate'
    | 'not-a-time'
    | 'not-an-amount'
    | 'not-a-reference'
    | 'outside-window'
    | 'twice'
    | 'says-otherwise';
}

/** Civil dates at the office, both included. */
export interface Days {
  first: string;
  last: string;
}

export interface PlainPayment {
  reference: string;
  plate: string;
  amount: number;
  /** `'2025-09-02 14:05:00'` on the clock of the office. */
  paidAt: string;
}

/** Also keeps tabs, line ends, NULs and backslashes out of the lines for COPY. */
const REFERENCE = /^[\w./:-]{1,64}$/;

export interface CellReaders {
  amount: CellReader<number>;
  time: CellReader<string>;
}

export function readersOf({ decimal, time }: SettlementFormat): CellReaders {
  return { amount: amountReader(decimal), time: timeReader(time) };
}

/** One row as values, or everything that is wrong with it, looking at nothing but the row. */
export function readRow(cells: Cells, row: number, readers: CellReaders, days: Days): PlainPayment | RowProblem[] {
  const problems: RowProblem[] = [];
  const wrong = (column: Column, problem: RowProblem['problem']) => problems.push({ row, column, problem });
  const plate = normalPlate(cells.plate);
  const amount = readers.amount(cells.amount);
  const paidAt = readers.time(cells.paidAt);
  if (cells.reference && !REFERENCE.test(cells.reference)) wrong('reference', 'not-a-reference');
  if (cells.plate && !plate) wrong('plate', 'not-a-plate');
  if (cells.amount && amount === undefined) wrong('amount', 'not-an-amount');
  if (cells.paidAt && !paidAt) wrong('paidAt', 'not-a-time');
  if (paidAt && !isWithin(paidAt, days)) wrong('paidAt', 'outside-window');
  for (const column of COLUMNS) if (!cells[column]) wrong(column, 'empty');
  return problems.length > 0 ? problems : { reference: cells.reference, plate: plate!, amount: amount!, paidAt: paidAt! };
}

function isWithin(paidAt: string, { first, last }: Days): boolean {
  const day = paidAt.slice(0, first.length);
  return day >= first && day <= last;
}
