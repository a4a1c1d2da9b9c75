import { z } from 'zod';

const id = z.uuid();

/** A row as our types have it: what SQL says is null is absent. */
export function filled<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}

/** What comes from an address may be anything. */
export const isId = (text: string) => id.safeParse(text).success;
