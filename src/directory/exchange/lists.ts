import { emergencies } from './emergency-rows.js';
import { hoursOf, hoursRows } from './hours-rows.js';
import { idOf, type ListShape, objects, worded } from './list-shape.js';
import type { JsonObject } from './types.js';

/** A list of objects that stands whole under one key. */
function listUnder(key: string, once: string, shape: (item: JsonObject) => JsonObject): ListShape {
  return {
    once: (item) => String(item[once]),
    gather: (items) => ({ [key]: items.map(shape) }),
    spread: (facts) => objects(facts[key]),
  };
}

const hours: ListShape = {
  once: ({ day, open, close }) => `${day} ${open} ${close}`,
  gather: (items) => ({ hours: hoursOf(items) }),
  spread: ({ hours: opening }) => hoursRows(opening as JsonObject | undefined),
};

const fees: ListShape = {
  once: ({ amount, texts }) => (amount === undefined ? 'fee' : JSON.stringify([amount, texts ?? null])),
  gather: (items) => {
    const head = items.find(({ amount }) => amount === undefined);
    if (!head) return { fee: items.length > 0 ? { items: [] } : null };
    const amounts = items.filter(({ amount }) => amount !== undefined);
    return {
      fee: { ...worded(head), items: amounts.map(({ amount = 0, texts = null }) => ({ texts, amount, text: idOf(texts) })) },
    };
  },
  spread: ({ fee }) => {
    if (!fee) return [];
    const { items, text: _, ...head } = fee as JsonObject;
    return [head, ...objects(items)];
  },
};

const standards: ListShape = {
  once: ({ component }) => String(component),
  gather: (items) => {
    const entries = items.map(({ component, ...entry }) => [component as string, entry]);
    return { standard: items.length > 0 ? Object.fromEntries(entries) : null };
  },
  spread: ({ standard }) =>
    Object.entries((standard ?? {}) as JsonObject).map(([component, entry]) => ({ component, ...(entry as JsonObject) })),
};

const catchments: ListShape = {
  once: ({ regionCode }) => String(regionCode),
  gather: (items) => ({ catchment: items.map(({ regionCode = '' }) => regionCode).sort() }),
  spread: ({ catchment }) => ((catchment ?? []) as string[]).map((regionCode) => ({ regionCode })),
};

export const LISTS: Record<string, ListShape> = {
  standards,
  parts: listUnder('parts', 'id', ({ id = null, names = null }) => ({ id, name: idOf(names), names })),
  hours,
  requirements: listUnder('requirements', 'code', worded),
  eligibility: listUnder('eligibility', 'code', worded),
  fees,
  emergencies,
  catchments,
};
