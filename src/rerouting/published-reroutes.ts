import { Injectable } from '@nestjs/common';
import { lineage, type Question, questionKey } from '../directory/index.js';
import { ObservedHosts } from './hosting/observed-hosts.js';
import { PublishedStore } from './published-store.js';
import type { Leg, PublishedReroute } from './types.js';

/** What the public was told to use instead, asked for many at once. */
@Injectable()
export class PublishedReroutes {
  constructor(
    private readonly store: PublishedStore,
    private readonly observed: ObservedHosts,
  ) {}

  /** At that moment, by `questionKey`; a region's own entry comes before one of a region that holds it. */
  async forAll(questions: Question[], at: Date): Promise<Map<string, PublishedReroute>> {
    const asked = questions.map((question) => ({ ...question, above: lineage(question.regionCode) }));
    const covered = await this.store.coverage(asked, at);
    const legs = await this.store.legs(covered);
    const full = await this.observed.fullOn(legs, at);
    const key = (of: { rerouteId: string; serviceId: string; regionCode: string }) => `${of.rerouteId} ${questionKey(of)}`;
    const byPlace = Map.groupBy(legs, key);
    return new Map(
      covered.map(({ askedRegion, version: _, gap, returnsOn, ...covers }) => {
        const { serviceId, regionCode } = covers;
        const named = (byPlace.get(key(covers)) ?? []).map(({ rerouteId, ...leg }) =>
          marked(leg, full.get(`${rerouteId} ${leg.officeId}`)),
        );
        const more = { ...(gap ? { gap: { serviceId, regionCode, ...gap } } : {}), ...(returnsOn ? { returnsOn } : {}) };
        return [questionKey({ serviceId, regionCode: askedRegion }), { ...covers, legs: named, ...more }];
      }),
    );
  }
}

const marked = (leg: Leg, fullOn: string | undefined): Leg => (fullOn ? { ...leg, fullOn } : leg);
