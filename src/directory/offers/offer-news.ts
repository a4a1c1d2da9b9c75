import { Injectable } from '@nestjs/common';
import { Bulletin, Events } from '../../platform/index.js';
import { OffersChanged } from '../events.js';

/** Tells of changed offerings: the other rooms by event, cached pages at the commit. */
@Injectable()
export class OfferNews {
  constructor(
    private readonly events: Events,
    private readonly bulletin: Bulletin,
  ) {}

  async tell(offeringIds: string[], comesTo: string[] = []): Promise<void> {
    if (offeringIds.length === 0) return;
    await this.events.emit(OffersChanged, { offeringIds, comesTo });
    await this.bulletin.post(OffersChanged.name, { offeringIds, comesTo });
  }
}
