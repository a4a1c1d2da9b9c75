import type { Json, JsonObject } from './types.js';

/** The rows of one sheet that belong to one thing, as the part of its facts that they are; and back. */
export interface ListShape {
  /** What may stand once among the rows of a thing. */
  once: (item: JsonObject) => string;
  gather: (items: JsonObject[]) => JsonObject;
  spread: (facts: JsonObject) => JsonObject[];
}

export const idOf = (texts: Json | undefined) => (texts as JsonObject | undefined)?.id ?? null;
export const worded = (item: JsonObject) => ({ ...item, text: idOf(item.texts) });
export const objects = (value: Json | undefined) => (value ?? []) as JsonObject[];

export function dropNulls(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));
}
