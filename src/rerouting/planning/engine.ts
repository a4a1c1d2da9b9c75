/** A linear program by columns, as HiGHS takes it: rows have bounds, columns a cost and an upper bound; nothing is below 0. */
export interface Program {
  rowLower: Float64Array;
  rowUpper: Float64Array;
  columns: Columns;
}

/** Column `n` has the entries from `starts[n]` up to the start of the next. */
export interface Columns {
  cost: Float64Array;
  upper: Float64Array;
  starts: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

/** The best corner of a program: how much of each column, and what one more of each row would cost. */
export interface Corner {
  amounts: Float64Array;
  prices: Float64Array;
}

/** What solves linear programs, one at a time. Both reject when the best corner is not found within the seconds given. */
export interface Engine {
  solve(program: Program, seconds: number): Promise<Corner>;
  /** The program of the last call with more columns, from the corner where that one ended. */
  extend(columns: Columns, seconds: number): Promise<Corner>;
}

export type EngineOrder = { id: number; seconds: number } & ({ program: Program } | { columns: Columns });
export type EngineAnswer = { id: number } & ({ corner: Corner } | { problem: string });
