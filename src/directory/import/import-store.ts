import { Injectable } from '@nestjs/common';
import { OfferingStore } from '../offering-store.js';
import { OfficeStore } from '../office-store.js';
import { RegionStore } from '../region-store.js';
import { SearchStore } from '../search-store.js';
import { VisitStore } from '../visits/visit-store.js';
import type { Resolved } from './resolve-dataset.js';

/** Writes a resolved dataset in the order in which its things refer to each other. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly offices: OfficeStore,
    private readonly offerings: OfferingStore,
    private readonly regions: RegionStore,
    private readonly search: SearchStore,
    private readonly visits: VisitStore,
  ) {}

  async centroids(codes: string[]): Promise<Map<string, { lat: number; lng: number }>> {
    const regions = await this.regions.byCodes([...new Set(codes)]);
    return new Map(regions.map(({ code, lat, lng }) => [code, { lat, lng }]));
  }

  /** Returns how many records were new or different. */
  async save(data: Resolved, now: Date): Promise<number> {
    let changed = 0;
    for (const agency of data.agencies) changed += await this.offices.saveAgency(agency);
    for (const service of data.services) changed += await this.offices.saveService(service);
    for (const office of data.offices) changed += await this.offices.saveOffice(office);
    for (const channel of data.channels) changed += await this.offerings.saveChannel(channel);
    for (const { facts, channelId, catchment } of data.offerings)
      changed += await this.offerings.saveOffering(facts, channelId, catchment, now);
    changed += await this.visits.save(
      data.offerings.flatMap(({ visits }) => visits),
      now,
    );
    await this.search.replace('service', data.terms.service);
    await this.search.replace('office', data.terms.office);
    return changed;
  }
}
