import { Injectable } from '@nestjs/common';
import { CatchmentStore } from './catchment-store.js';
import { OfferingStore } from './offering-store.js';
import type { ChannelKind, Offering, Question } from './types.js';

export const questionKey = ({ serviceId, regionCode }: Question) => `${serviceId} ${regionCode}`;

/** Who is served by what, asked for many at once: a constant number of statements, however many ask. */
@Injectable()
export class Catchments {
  constructor(
    private readonly store: CatchmentStore,
    private readonly offerings: OfferingStore,
  ) {}

  /** Where people usually go, by `questionKey`; those without a usual place are left out. */
  async usual(questions: Question[]): Promise<Map<string, Offering>> {
    const found = await this.store.usual(questions);
    const byId = await this.byId(found.map(({ offeringId }) => offeringId));
    return new Map(found.map(({ offeringId, ...question }) => [questionKey(question), byId.get(offeringId)!]));
  }

  /** Offerings of these services through channels of these kinds, in the order of their ids. */
  async through(kinds: ChannelKind[], serviceIds: string[]): Promise<Offering[]> {
    return this.offerings.byIds(await this.store.through(kinds, serviceIds));
  }

  /** Unknown ids are left out. */
  async byId(offeringIds: string[]): Promise<Map<string, Offering>> {
    if (offeringIds.length === 0) return new Map();
    const found = await this.offerings.byIds([...new Set(offeringIds)]);
    return new Map(found.map((offering) => [offering.id, offering]));
  }

  /** Each service for each kecamatan that has a usual place for it. */
  everyone(): Promise<Question[]> {
    return this.store.everyone();
  }

  /** The services that these offerings give, each with the regions of its catchment. */
  servedBy(offeringIds: string[]): Promise<Question[]> {
    return this.store.servedBy(offeringIds);
  }
}
