import { Injectable } from '@nestjs/common';
import { readSerial } from '../../platform/index.js';
import { CustodyKey } from '../custody-key.js';
import type { Item, Replacement } from '../types.js';
import { type ItemCount, ItemStore } from './item-store.js';

/** What an owner is told of her paper. */
export interface Found {
  item: Item;
  replacement?: Replacement;
}

/** Questions about what stood in lost buildings. */
@Injectable()
export class Register {
  constructor(
    private readonly items: ItemStore,
    private readonly key: CustodyKey,
  ) {}

  page(incidentId: string, limit: number, after?: string): Promise<Item[]> {
    return this.items.page(incidentId, limit, after);
  }

  counts(incidentId: string): Promise<ItemCount[]> {
    return this.items.counts(incidentId);
  }

  replacements(incidentId: string): Promise<Replacement[]> {
    return this.items.replacements([incidentId]);
  }

  /** Kinds of paper that somebody may look for by its number. */
  documents(): Promise<string[]> {
    return this.items.documents();
  }

  /** By the number on the paper or on its receipt; of any kind of paper when none is named. Newest entry first. */
  async find(number: string, document?: string): Promise<Found[]> {
    const documents = document ? [document] : await this.items.documents();
    const hashes = documents.map((one) => this.key.hash(one, number));
    const serial = readSerial(number);
    const blanks = serial ? await this.items.bySerial(serial.prefix, serial.digits, serial.number) : [];
    const items = [...(await this.items.byReference(hashes)), ...blanks];
    const replacements = await this.items.replacements([...new Set(items.map(({ incidentId }) => incidentId))]);
    return items.map((item) => ({ item, replacement: replacements.find((one) => isFor(one, item)) }));
  }
}

function isFor(replacement: Replacement, { incidentId, document, state }: Item): boolean {
  const isGone = state === 'lost' || state === 'looted';
  return isGone && replacement.incidentId === incidentId && replacement.document.toLowerCase() === document.toLowerCase();
}
