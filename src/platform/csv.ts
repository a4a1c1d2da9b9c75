import { stringify } from 'csv-stringify/sync';

/** Rows, the header first, as CSV for any spreadsheet: UTF-8, commas, CRLF; no cell is taken for a formula. */
export function csvText(rows: string[][]): string {
  return stringify(
    rows.map((row) => row.map(harmless)),
    { record_delimiter: 'windows' },
  );
}

/** A spreadsheet takes what begins like this for a formula. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]./.test(cell) ? `'${cell}` : cell;
}
