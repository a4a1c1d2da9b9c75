import { errors } from '../errors.js';
import type { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import { inOrder } from './order.js';

/** Named sources, or all of an office. */
export interface Chosen {
  sourceIds?: readonly string[];
  officeId?: string;
}

/** In the order in which they are restored. Throws `no-such-source`. */
export function chosenInOrder(shelf: Shelf, { sourceIds = [], officeId }: Chosen): Source[] {
  const named = [...new Set(sourceIds)].map((id) => shelf.source(id));
  const chosen = officeId ? shelf.sources.filter(({ office }) => office === officeId) : named;
  if (chosen.length === 0) throw errors.noSuchSource({ source: officeId });
  return inOrder(chosen);
}
