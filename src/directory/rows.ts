type Filled<T> = { [K in keyof T]: Exclude<T[K], null> };

/** A row without its nulls: what is not known is absent. */
export function filled<T extends object>(row: T): Filled<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Filled<T>;
}

/** The form of an id. What has another form, such as what a visitor typed into an address, is not even looked for. */
export const ID = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
