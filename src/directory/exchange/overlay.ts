import type { Json, JsonObject } from './types.js';

/** Objects that say something by being empty: nothing is known of access, no day of the week is open. */
const EMPTY_COUNTS = new Set(['accessibility', 'weekly']);

/**
 * What a file says, laid over what is known: a key it does not name stays, a null takes the old value away. One level deep, so
 * that `contact.phone` alone can change; a list is replaced whole.
 */
export function overlay(known: JsonObject, said: JsonObject): JsonObject {
  const facts = { ...known };
  for (const [key, value] of Object.entries(said)) {
    const before = facts[key];
    const next = clean(key, isObject(before) && isObject(value) ? { ...before, ...value } : value);
    if (next === undefined) delete facts[key];
    else facts[key] = next;
  }
  return facts;
}

/** Without nulls at any depth; undefined where nothing is left. */
export function clean(key: string, value: Json): Json | undefined {
  if (value === null) return undefined;
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
    const whole = clean(name, inner);
    return whole === undefined ? [] : [[name, whole]];
  });
  if (kept.length === 0 && !EMPTY_COUNTS.has(key)) return undefined;
  return Object.fromEntries(kept);
}

/** A line of a list as a value: its empty cells are absent. */
export function cleanItem(item: JsonObject): JsonObject {
  return (clean('', item) ?? {}) as JsonObject;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
