import { Injectable } from '@nestjs/common';
import { OfficeStore } from './office-store.js';
import { lineage } from './region-rules.js';
import { RegionStore } from './region-store.js';
import { type Meaning, SearchQuestion } from './search-question.js';
import { SearchStore } from './search-store.js';
import type { Office, Region, RegionLevel, Service } from './types.js';
import { longest, narrow, normalise, wordGroups } from './words.js';

export interface RegionSearch {
  /** Only regions in this one. */
  under?: string;
  level?: RegionLevel;
  limit?: number;
}

/** What a text asks for; several where it may mean several. `place` is what may name one. */
export interface Understood extends Pick<Meaning, 'elsewhere' | 'place'> {
  services: Service[];
  offices: Office[];
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
    private readonly questions: SearchQuestion,
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

  /** Services, offices and a place in one text; nothing is taken to be meant that only resembles. */
  async understand(text: string): Promise<Understood> {
    const { services, offices, ...rest } = await this.questions.read(text);
    return {
      services: services.length === 0 ? [] : inOrderOf(services, await this.officeStore.services(), ({ id }) => id),
      offices: offices.length === 0 ? [] : inOrderOf(offices, await this.officeStore.offices(), ({ id }) => id),
      ...rest,
    };
  }

  ownNames(): Promise<{ term: string; code: string }[]> {
    return this.terms.ownNames();
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
    const { elsewhere, ...meant } = await this.questions.read(text);
    const exact = kind === 'office' ? meant.offices : meant.services;
    if (exact.length > 0 || elsewhere) return exact;
    return this.terms.similar(kind, wordGroups(normalise(text)), LIKE_ENOUGH, MOST);
  }
}

function inOrderOf<T>(ids: string[], things: T[], idOf: (thing: T) => string): T[] {
  const known = new Map(things.map((thing) => [idOf(thing), thing]));
  return ids.flatMap((id) => known.get(id) ?? []);
}
