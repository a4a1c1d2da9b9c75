import { z } from 'zod';
import type { Scope } from './amendment-store.js';

const id = z.string().min(1).optional();

/** One of them says which offerings are meant. */
export const scopeFields = { offeringId: id, officeId: id, regionCode: id };

type Given = { [Field in keyof typeof scopeFields]?: string };

export const isOneScope = (given: Given) => named(given).length === 1;
export const NOT_ONE_SCOPE = { path: ['officeId'], message: 'give an offering, an office or a region, and only one of them' };

export function scopeOf(given: Given): Scope {
  return Object.fromEntries(named(given)) as Scope;
}

function named({ offeringId, officeId, regionCode }: Given): [string, string][] {
  return Object.entries({ offeringId, officeId, regionCode }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
}
