import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { Config } from '../platform/index.js';
import type { Words } from './types.js';
import { normalise } from './words.js';

const term = z.string().transform(normalise);
const words = z.object({ id: z.string(), en: z.string() });
const file = z.object({
  spellings: z.record(z.string(), z.string()),
  services: z.record(z.string(), z.array(term).min(1)),
  fillers: z.array(term),
  elsewhere: z.array(z.object({ words: z.array(term).min(1), name: words, where: words })),
});

/** What people also look for, and who gives it: no office of this directory does. */
export interface Elsewhere {
  name: Words;
  where: Words;
}

/** What people write for things that have other names: `templates/search/words.yaml`, edited by whoever hears them. */
@Injectable()
export class EverydayWords {
  /** Other names of services. */
  readonly services: { term: string; refId: string }[];
  private readonly spellings: Map<string, string>;
  private readonly spoken: Map<string, string>;
  private readonly fillers: Set<string>;
  private readonly others: Map<string, Elsewhere>;

  constructor(config: Config) {
    const shelf = file.parse(parseYaml(readFileSync(config.shipped('templates', 'search', 'words.yaml'), 'utf8')));
    const services = Object.entries(shelf.services);
    this.services = services.flatMap(([refId, terms]) => terms.map((one) => ({ term: one, refId })));
    this.spoken = new Map(services.map(([id, [first]]) => [id, first!.replaceAll(' ', '-')]));
    this.spellings = new Map(Object.entries(shelf.spellings));
    this.fillers = new Set(shelf.fillers);
    this.others = new Map(shelf.elsewhere.flatMap(({ words: terms, ...other }) => terms.map((one) => [one, other] as const)));
  }

  /** A text to compare, in the spelling that the directory uses. */
  spelled(text: string): string {
    const each = normalise(text).split(' ');
    return each.map((word) => this.spellings.get(word) ?? word).join(' ');
  }

  /** The word of a service in a short address: `pajak` in `/kras/pajak`. */
  wordOf(serviceId: string): string | undefined {
    return this.spoken.get(serviceId);
  }

  elsewhere(group: string): Elsewhere | undefined {
    return this.others.get(group);
  }

  /** Says nothing about where somebody lives. */
  isFiller(word: string): boolean {
    return this.fillers.has(word);
  }
}
