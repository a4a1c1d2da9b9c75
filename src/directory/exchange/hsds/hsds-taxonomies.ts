import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import type { JsonObject } from '../types.js';
import { type HsdsPage, paged } from './hsds-directory.js';
import type { HsdsQuery } from './hsds-store.js';
import { TAXONOMIES, TERMS } from './taxonomies.js';

type Page = Pick<HsdsQuery, 'page' | 'perPage'>;

/** The words by which things are sorted: kinds of channel, statuses. */
@Injectable()
export class HsdsTaxonomies {
  all(query: Page): HsdsPage {
    return slice(query, TAXONOMIES);
  }

  get(id: string): JsonObject {
    return named(TAXONOMIES, id);
  }

  terms(query: Page): HsdsPage {
    return slice(query, TERMS);
  }

  term(id: string): JsonObject {
    return named(TERMS, id);
  }
}

function slice(query: Page, all: readonly JsonObject[]): HsdsPage {
  const from = (query.page - 1) * query.perPage;
  return paged(query, all.length, all.slice(from, from + query.perPage));
}

function named(all: readonly JsonObject[], id: string): JsonObject {
  const found = all.find((one) => one.id === id);
  if (!found) throw errors.noSuchHsds({ id });
  return found;
}
