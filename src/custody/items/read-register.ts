import { parse } from 'csv-parse/sync';
import { countOf, readSerials, type Serials } from '../../platform/index.js';
import { errors } from '../errors.js';
import { normalReference } from '../rules.js';
import { ITEM_KINDS, ITEM_STATES, type ItemKind, type ItemState } from '../types.js';

export const COLUMNS = ['kind', 'document', 'reference', 'serial_from', 'serial_to', 'service', 'state'] as const;
type Column = (typeof COLUMNS)[number];
export type RegisterRow = Partial<Record<Column, string>>;

export interface NumberedRow {
  row: number;
  cells: RegisterRow;
}

export interface ReadItem {
  row: number;
  kind: ItemKind;
  document: string;
  reference?: string;
  serials?: Serials;
  serviceId?: string;
  state: ItemState;
}

/** A row is counted as in the file, blank lines too: the header is row 1. */
export interface Fault {
  row: number;
  column: Column | '';
  problem: 'missing' | 'unknown' | 'too-long' | 'not-a-range' | 'too-many' | 'not-here' | 'twice' | 'ragged';
}

const LONGEST = 120;
const MOST_BLANKS = 1_000_000;
const MOST_FAULTS = 50;

/** The rows of a CSV with a header of {@link COLUMNS}, in any order. Throws `bad-register` for a file that is none. */
export function readCsv(text: string): NumberedRow[] {
  const layout = { bom: true, columns: true, skip_empty_lines: true, trim: true, relax_column_count: false, info: true } as const;
  try {
    const read = parse(text, layout) as unknown as { record: RegisterRow; info: { lines: number } }[];
    return read.map(({ record, info }) => ({ row: info.lines, cells: record }));
  } catch (error) {
    const { lines = 1 } = error as { lines?: number };
    throw faulty([{ row: lines, column: '', problem: 'ragged' }]);
  }
}

/** Reads all rows, or throws `bad-register` with every fault by row and column. */
export function readRows(rows: NumberedRow[], services: ReadonlySet<string>): ReadItem[] {
  if (rows.length === 0) throw errors.emptyRegister();
  const faults: Fault[] = [];
  const items = rows.map(({ row, cells }) => {
    const wrong = (column: Column, problem: Fault['problem']) => faults.push({ row, column, problem });
    return { row, ...readRow(cells, services, wrong) };
  });
  if (faults.length > 0) throw faulty(faults);
  return items;
}

export function faulty(faults: Fault[]) {
  const shown = faults.slice(0, MOST_FAULTS);
  const summary = shown.map(({ row, column, problem }) => `row ${row}${column && `, ${column}`}: ${problem}`).join('; ');
  return errors.badRegister({ faults: shown, wrong: faults.length, summary });
}

function readRow(row: RegisterRow, services: ReadonlySet<string>, wrong: (column: Column, problem: Fault['problem']) => void) {
  const kind = ITEM_KINDS.find((known) => known === row.kind);
  if (!kind) wrong('kind', row.kind ? 'unknown' : 'missing');
  const state = ITEM_STATES.find((known) => known === (row.state || 'unknown'));
  if (!state) wrong('state', 'unknown');
  const document = row.document ?? '';
  if (document === '') wrong('document', 'missing');
  for (const column of COLUMNS) if ((row[column] ?? '').length > LONGEST) wrong(column, 'too-long');
  if (row.service && !services.has(row.service)) wrong('service', 'unknown');
  const item = { kind: kind ?? 'case', document, serviceId: row.service || undefined, state: state ?? 'unknown' };
  return kind === 'blank' ? { ...item, serials: readBlank(row, wrong) } : { ...item, reference: readReference(row, wrong) };
}

function readReference(row: RegisterRow, wrong: (column: Column, problem: Fault['problem']) => void): string | undefined {
  if (row.serial_from || row.serial_to) wrong('serial_from', 'not-here');
  if (normalReference(row.reference ?? '') === '') wrong('reference', 'missing');
  return row.reference;
}

function readBlank(row: RegisterRow, wrong: (column: Column, problem: Fault['problem']) => void): Serials | undefined {
  if (row.reference) wrong('reference', 'not-here');
  if (!row.serial_from) wrong('serial_from', 'missing');
  const serials = readSerials(row.serial_from ?? '', row.serial_to || (row.serial_from ?? ''));
  if (row.serial_from && !serials) wrong('serial_to', 'not-a-range');
  if (serials && countOf(serials) > MOST_BLANKS) wrong('serial_to', 'too-many');
  return serials;
}
