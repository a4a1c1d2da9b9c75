type Filled<T> = { [K in keyof T]: Exclude<T[K], null> };

/** A row without its nulls: what is not known is absent. */
export function filled<T extends object>(row: T): Filled<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Filled<T>;
}
