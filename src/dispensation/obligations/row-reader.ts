import type { ObligationFile } from './obligation-file.js';
import { type PlainRow, type RowProblem, readRow, rowProblems } from './obligation-row.js';

const SHOWN = 20;

/** Goes through a file once: good rows come out as lines for COPY, bad ones are counted and the first of them kept. */
export class RowReader {
  rows = 0;
  wrong = 0;
  private problems: RowProblem[] = [];

  async *copyLines(file: ObligationFile): AsyncGenerator<string> {
    for await (const { row, cells } of file.rows()) {
      this.rows += 1;
      const problems = rowProblems(cells, row);
      if (problems.length > 0) this.add(problems);
      else yield copyLine(row, readRow(cells));
    }
  }

  add(problems: RowProblem[]): void {
    this.wrong += problems.length;
    const known = [...this.problems, ...problems].sort((a, b) => a.row - b.row);
    this.problems = known.slice(0, SHOWN);
  }

  /** For the error: the count, one field a problem, and a line that reads as `file:row:column problem`. */
  describe(file: string) {
    const fields = this.problems.map(({ row, column, problem }) => ({ field: `${file}:${row}:${column}`, message: problem }));
    const rest = this.wrong > fields.length ? ` … (+${this.wrong - fields.length})` : '';
    return {
      file,
      count: this.wrong,
      fields,
      summary: fields.map(({ field, message }) => `${field} ${message}`).join('; ') + rest,
    };
  }
}

function copyLine(row: number, values: PlainRow): string {
  const { vehicleRef, plate, regionCode, serviceId, dueOn, pkb, opsen, swdkllj, pnbp, paidOn } = values;
  return `${[row, vehicleRef, plate, regionCode, serviceId, dueOn, pkb, opsen, swdkllj, pnbp, paidOn ?? '\\N'].join('\t')}\n`;
}
