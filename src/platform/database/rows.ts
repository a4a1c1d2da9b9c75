/** A row as a value: what is null in the database is absent. */
export function withoutNulls<T extends object>(row: object): T;
export function withoutNulls<T extends object>(row: object | undefined): T | undefined;
export function withoutNulls<T extends object>(row: object | undefined): T | undefined {
  return row && (Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)) as T);
}

export function allWithoutNulls<T extends object>(rows: object[]): T[] {
  return rows.map((row) => withoutNulls<T>(row));
}
