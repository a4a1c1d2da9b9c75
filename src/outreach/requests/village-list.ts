import { parse } from 'csv-parse/sync';
import { normalise } from '../../directory/index.js';
import { normalNumber } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Need } from '../types.js';
import { isPhone } from './is-phone.js';
import { needsIn } from './read-needs.js';

/** A line of a village head's list. `service` as she wrote it. */
export interface ListRow {
  /** Line of the file; the header is line 1. */
  row: number;
  name: string;
  phone?: string;
  service: string;
  people: number;
  needs: Need[];
  directions?: string;
}

export interface RowProblem {
  row: number;
  column: string;
  problem: 'missing' | 'too-long' | 'not-a-number' | 'unknown-service' | 'several-services' | 'not-a-phone' | 'unreadable';
}

const COLUMNS = ['nama', 'telepon', 'layanan', 'orang', 'keadaan', 'alamat'] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Record<Column, string>;

const MOST_ROWS = 500;
const LONGEST: Partial<Record<Column, number>> = { nama: 80, alamat: 200 };
const MOST_PEOPLE = 50;

/**
 * Reads the list of a village: CSV with comma or semicolon whose first line names the columns `nama`, `telepon`, `layanan`,
 * `orang`, `keadaan`, `alamat` in any order; `nama` and `layanan` must be there. Rows that are wrong are named, not skipped.
 */
export function readVillageList(text: string): { rows: ListRow[]; problems: RowProblem[] } {
  const lines = cellsOf(text);
  const problems = lines.flatMap(({ row, cells }) => problemsOf(cells).map((problem) => ({ row, ...problem })));
  return { rows: lines.map(({ row, cells }) => rowOf(row, cells)), problems };
}

/** The error that names rows and columns. */
export function badList(problems: RowProblem[]) {
  const inOrder = [...problems].sort((a, b) => a.row - b.row);
  return errors.badList({
    rows: inOrder,
    summary: inOrder.map(({ row, column, problem }) => `${row}:${column} ${problem}`).join('; '),
  });
}

function cellsOf(text: string): { row: number; cells: Cells }[] {
  const lines = linesOf(text);
  const [header, ...rows] = lines;
  const places = COLUMNS.map((column) => (header?.record ?? []).map(normalise).indexOf(column));
  const missing = COLUMNS.filter((column, at) => places[at] === -1 && (column === 'nama' || column === 'layanan'));
  if (missing.length > 0) throw badList(missing.map((column) => ({ row: 1, column, problem: 'missing' })));
  if (rows.length === 0) throw badList([{ row: 2, column: 'nama', problem: 'missing' }]);
  if (rows.length > MOST_ROWS) throw badList([{ row: rows[MOST_ROWS]!.info.lines, column: 'nama', problem: 'too-long' }]);
  return rows.map(({ record, info }) => ({
    row: info.lines,
    cells: Object.fromEntries(COLUMNS.map((column, place) => [column, record[places[place] ?? -1]?.trim() ?? ''])) as Cells,
  }));
}

function linesOf(text: string): { record: string[]; info: { lines: number } }[] {
  const delimiter = [',', ';', '\t'];
  const layout = { bom: true, delimiter, trim: true, relax_column_count: true, skip_empty_lines: true, info: true } as const;
  try {
    return parse(text, layout) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    throw badList([{ row: (error as { lines?: number }).lines ?? 1, column: 'CSV', problem: 'unreadable' }]);
  }
}

function problemsOf(cells: Cells): Omit<RowProblem, 'row'>[] {
  const found: Omit<RowProblem, 'row'>[] = [];
  for (const column of ['nama', 'layanan'] as const) if (cells[column] === '') found.push({ column, problem: 'missing' });
  for (const column of COLUMNS) if (cells[column].length > (LONGEST[column] ?? 100)) found.push({ column, problem: 'too-long' });
  if (
    cells.orang !== '' &&
    !(Number(cells.orang) >= 1 && Number(cells.orang) <= MOST_PEOPLE && Number.isInteger(Number(cells.orang)))
  )
    found.push({ column: 'orang', problem: 'not-a-number' });
  if (cells.telepon !== '' && !isPhone(normalNumber(cells.telepon))) found.push({ column: 'telepon', problem: 'not-a-phone' });
  return found;
}

function rowOf(row: number, cells: Cells): ListRow {
  return {
    row,
    name: cells.nama,
    phone: cells.telepon === '' ? undefined : normalNumber(cells.telepon),
    service: cells.layanan,
    people: Number(cells.orang || 1),
    needs: cells.keadaan === '' ? [] : needsIn(cells.keadaan, true),
    directions: cells.alamat || undefined,
  };
}
