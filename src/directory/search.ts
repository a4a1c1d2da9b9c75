import { Injectable } from '@nestjs/common';
import { OfficeStore } from './office-store.js';
import { lineage } from './region-rules.js';
import { RegionStore } from './region-store.js';
import { SearchStore } from './search-store.js';
import type { Office, Region, RegionLevel, Service } from './types.js';
import { longest, narrow, normalise, wordGroups } from './words.js';

export interface RegionSearch {
  /** Only regions in this one. */
  under?: string;
  level?: RegionLevel;
  limit?: number;
}

const LIKE_ENOUGH = 0.45;
const MOST = 10;
/** A misspelt name is looked for in a short text only: in a long one nearly everything resembles some region. */
const SHORT_WORDS = 4;
/** Names of regions that are also common words: in a sentence they mean nothing, alone they do. */
const COMMON_WORDS = new Set([
  'kota',
  'pasar',
  'baru',
  'bandar',
  'pulau',
  'tengah',
  'utara',
  'selatan',
  'barat',
  'timur',
  'hulu',
  'dua',
  'tiga',
]);

/** Forgiving search by the names and everyday words of the directory. */
@Injectable()
export class Search {
  constructor(
    private readonly terms: SearchStore,
    private readonly regionStore: RegionStore,
    private readonly officeStore: OfficeStore,
  ) {}

  async regions(text: string, { under, level, limit = MOST }: RegionSearch = {}): Promise<Region[]> {
    const wanted = (region: Region) => (!under || lineage(region.code).includes(under)) && (!level || region.level === level);
    const exact = (await this.regionStore.byCodes(await this.regionCodes(text))).filter(wanted);
    const kept = narrow(exact.map(({ code }) => code));
    if (exact.length > 0) return exact.filter(({ code }) => kept.includes(code)).slice(0, limit);
    const words = normalise(text);
    if (words === '' || words.split(' ').length > SHORT_WORDS) return [];
    const codes = await this.terms.similarRegions(words, LIKE_ENOUGH, 5 * limit);
    const similar = await this.regionStore.byCodes(codes);
    return inOrderOf(codes, similar, ({ code }) => code)
      .filter(wanted)
      .slice(0, limit);
  }

  async offices(text: string): Promise<Office[]> {
    const ids = await this.ids('office', text);
    return ids.length === 0 ? [] : inOrderOf(ids, await this.officeStore.offices(), ({ id }) => id);
  }

  async services(text: string): Promise<Service[]> {
    const ids = await this.ids('service', text);
    return ids.length === 0 ? [] : inOrderOf(ids, await this.officeStore.services(), ({ id }) => id);
  }

  private async regionCodes(text: string): Promise<string[]> {
    const words = normalise(text);
    const hits = await this.terms.exact(
      'region',
      wordGroups(words).filter((group) => group === words || !COMMON_WORDS.has(group)),
    );
    const whole = hits.filter(({ term }) => term === words);
    return (whole.length > 0 ? whole : longest(hits, words)).map(({ refId }) => refId);
  }

  private async ids(kind: 'office' | 'service', text: string): Promise<string[]> {
    const words = normalise(text);
    const groups = wordGroups(words);
    const exact = longest(await this.terms.exact(kind, groups), words);
    if (exact.length > 0) return [...new Set(exact.map(({ refId }) => refId))];
    return this.terms.similar(kind, groups, LIKE_ENOUGH, MOST);
  }
}

function inOrderOf<T>(ids: string[], things: T[], idOf: (thing: T) => string): T[] {
  const known = new Map(things.map((thing) => [idOf(thing), thing]));
  return ids.flatMap((id) => known.get(id) ?? []);
}
