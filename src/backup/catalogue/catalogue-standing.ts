import { Injectable } from '@nestjs/common';
import { CatalogueKey } from './catalogue-key.js';
import { type CatalogueCopy, CatalogueStore } from './catalogue-store.js';

/** The signed catalogue: the newest number, whose signature it bears, and how it lies in each vault. */
export interface CatalogueState {
  sequence: number;
  /** SHA-256 of the signing key's public part, in hex. */
  fingerprint: string;
  copies: CatalogueCopy[];
}

@Injectable()
export class CatalogueStanding {
  constructor(
    private readonly store: CatalogueStore,
    private readonly key: CatalogueKey,
  ) {}

  async now(): Promise<CatalogueState> {
    const head = await this.store.head();
    return { sequence: head?.sequence ?? 0, fingerprint: this.key.fingerprint, copies: await this.store.copies() };
  }
}
