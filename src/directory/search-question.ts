import { Injectable } from '@nestjs/common';
import { type Elsewhere, EverydayWords } from './everyday-words.js';
import { SearchStore } from './search-store.js';
import { type Hit, longest, nearestWord, normalise, without, wordGroups } from './words.js';

/** What a text in everyday words asks for. Ids in the order of the text; several when it may mean several. */
export interface Meaning {
  services: string[];
  offices: string[];
  /** Something that no office of this directory gives. */
  elsewhere?: Elsewhere;
  /** The words that name none of these: perhaps a place. */
  place: string;
}

type Kind = 'service' | 'office' | 'elsewhere';
type Named = Hit & { kind: Kind };

/** Takes a question apart: what for, which office, and what remains for the place. Forgives spelling. */
@Injectable()
export class SearchQuestion {
  constructor(
    private readonly terms: SearchStore,
    private readonly everyday: EverydayWords,
  ) {}

  async read(text: string): Promise<Meaning> {
    const words = this.everyday.spelled(text);
    const meaning = this.meaning(words, await this.named(words));
    if (meaning.place === '') return meaning;
    const corrected = await this.corrected(words);
    return corrected === words ? meaning : this.meaning(corrected, await this.named(corrected));
  }

  /** Words of services and offices in the text, the longest of those that overlap. */
  private async named(words: string): Promise<Named[]> {
    const groups = wordGroups(words);
    const inDirectory = (await this.terms.found(['service', 'office'], groups)) as Named[];
    const everyday = this.everyday.services.filter(({ term }) => groups.includes(term));
    const known = [...inDirectory, ...everyday.map((hit): Named => ({ ...hit, kind: 'service' }))];
    const others = groups.filter((group) => this.everyday.elsewhere(group));
    const all = [...known, ...others.map((term): Named => ({ term, refId: term, kind: 'elsewhere' }))];
    return longest(all, words);
  }

  private meaning(words: string, named: Named[]): Meaning {
    const ids = (kind: Kind) => [...new Set(named.filter((hit) => hit.kind === kind).map(({ refId }) => refId))];
    const [other] = ids('elsewhere');
    const rest = without(
      words,
      named.map(({ term }) => term),
    );
    return {
      services: ids('service'),
      offices: ids('office'),
      elsewhere: other === undefined ? undefined : this.everyday.elsewhere(other),
      place: rest.filter((word) => !this.everyday.isFiller(word)).join(' '),
    };
  }

  /** Each word that names no region, no service and no office becomes the known one that it resembles. */
  private async corrected(words: string): Promise<string> {
    const each = words.split(' ');
    const known = new Set([...(await this.terms.vocabulary()), ...this.everyday.services.flatMap(({ term }) => term.split(' '))]);
    const places = new Set((await this.terms.exact('region', each)).map(({ term }) => term));
    const isRight = (word: string) => known.has(word) || places.has(word) || this.everyday.isFiller(word);
    return normalise(each.map((word) => (isRight(word) ? word : (nearestWord(word, known) ?? word))).join(' '));
  }
}
