/** A row as our types have it: what SQL says is null is absent. */
export function filled<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
