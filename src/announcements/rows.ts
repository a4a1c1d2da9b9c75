/** A row as a value: what is null in the database is absent here. */
export function value<T>(row: object | undefined): T | undefined {
  if (!row) return undefined;
  return Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell ?? undefined])) as T;
}

export function values<T>(rows: object[]): T[] {
  return rows.map((row) => value<T>(row) as T);
}
