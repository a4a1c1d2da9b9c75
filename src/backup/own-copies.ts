import { Injectable } from '@nestjs/common';
import { Config, Instance } from '../platform/index.js';
import { Shelf } from './shelf.js';
import { isOwn, type Source } from './shelf-schema.js';
import { areAllBelow } from './three-two-one.js';

/** Whether the product's own database would go together with its copies. */
@Injectable()
export class OwnCopies {
  constructor(
    private readonly shelf: Shelf,
    private readonly config: Config,
    private readonly instance: Instance,
  ) {}

  /** Whoever loses SINAMBUNG_DATA loses every vault of it; of other sources, and outside of production, nothing is said. */
  goWithData(source: Source): boolean {
    if (this.instance.kind !== 'production' || !isOwn(source)) return false;
    return areAllBelow(
      this.config.data,
      source.vaults.map((id) => this.shelf.vault(id)),
    );
  }
}
