import type { SettlementFile } from './settlement-file.js';
import type { SettlementFormat } from './settlement-format.js';
import { type Days, type RowProblem, readersOf, readRow } from './settlement-row.js';

/** How many problems an error names. */
export const SHOWN = 20;

/** Goes through a settlement file once: good rows come out as lines for COPY, bad ones are counted and the first of them kept. */
export class RowReader {
  rows = 0;
  wrong = 0;
  private problems: RowProblem[] = [];

  constructor(
    private readonly format: SettlementFormat,
    private readonly days: Days,
  ) {}

  async *copyLines(file: SettlementFile): AsyncGenerator<string> {
    const readers = readersOf(this.format);
    for await (const { row, cells } of file.rows()) {
      this.rows += 1;
      const read = readRow(cells, row, readers, this.days);
      if (Array.isArray(read)) this.add(read);
      else yield `${[row, read.reference, read.plate, read.amount, read.paidAt].join('\t')}\n`;
    }
  }

  /** `count` is how many there are, where only the first of them are given. */
  add(problems: RowProblem[], count = problems.length): void {
    this.wrong += count;
    this.problems = [...this.problems, ...problems].sort((a, b) => a.row - b.row).slice(0, SHOWN);
  }

  /** For the error: the count, the first problems, and a line that reads as `file:row:column problem`. */
  describe(file: string) {
    const faults = this.problems.map(({ row, column, problem }) => ({ row, column: this.format.columns[column], problem }));
    const rest = this.wrong > faults.length ? ` … (+${this.wrong - faults.length})` : '';
    const lines = faults.map(({ row, column, problem }) => `${file}:${row}:${column} ${problem}`);
    return { file, count: this.wrong, faults, summary: lines.join('; ') + rest, ...this.days };
  }
}
