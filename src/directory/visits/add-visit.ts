import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { civilDate, isUniqueViolation, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { OfferingStore } from '../offering-store.js';
import { OfferNews } from '../offers/offer-news.js';
import { zoneOf } from '../region-rules.js';
import { RegionStore } from '../region-store.js';
import type { Region, Visit } from '../types.js';
import { checkVisit, visitFields } from './visit-input.js';
import { lastDay, visitOf } from './visit-of.js';
import { VisitStore } from './visit-store.js';

const input = visitFields.extend({ offeringId: z.string().min(1) }).superRefine(checkVisit);

type Command = z.infer<typeof input>;

/** How long a visit that is over is read with its offering. */
const SHELVE_AFTER_MS = 90 * 86_400_000;

/**
 * Lets a unit come to a place, once or by a rule: an offering of an outreach channel, its place, its quota and whom it is for.
 * Throws `directory.no-such-offering`, `.not-outreach`, `.no-such-region`, `.visit-over` and `.visit-known`.
 */
@Injectable()
export class AddVisit extends Change<Command, Visit> {
  readonly name = 'directory.add-visit';
  readonly permission = 'visit:manage';
  readonly input = input;

  constructor(
    private readonly offerings: OfferingStore,
    private readonly regions: RegionStore,
    private readonly visits: VisitStore,
    private readonly news: OfferNews,
  ) {
    super();
  }

  protected async perform({ offeringId, ...given }: Command, _by: Actor, now: Date): Promise<Changed<Visit>> {
    const { channel } = await this.offerings.get(offeringId);
    if (channel.kind !== 'outreach') throw errors.notOutreach({ offering: offeringId });
    const region = await this.whereItStands(given);
    const visit = visitOf({ ...given, id: newId() }, offeringId, region);
    if (lastDay(visit) < civilDate(now, zoneOf(region.code)))
      throw errors.visitOver({ fields: [{ field: 'begins', message: 'lies in the past' }] });
    await this.visits.shelve(offeringId, civilDate(new Date(now.getTime() - SHELVE_AFTER_MS)));
    await this.add(visit, now);
    await this.news.tell([offeringId], visit.serves);
    const { place, regionCode, begins, rrule, quota, serves } = visit;
    const detail = { offering: offeringId, place, regionCode, begins, rrule, quota, serves };
    return { result: visit, subject: { type: 'visit', id: visit.id }, detail };
  }

  /** And whether all whom it serves are there. */
  private async whereItStands({ regionCode, serves = [] }: Pick<Command, 'regionCode' | 'serves'>): Promise<Region> {
    const region = await this.regions.get(regionCode);
    const known = new Set((await this.regions.byCodes(serves)).map(({ code }) => code));
    const unknown = serves.find((code) => !known.has(code));
    if (unknown !== undefined)
      throw errors.noSuchRegion({ region: unknown, fields: [{ field: 'serves', message: `${unknown} is not there` }] });
    return region;
  }

  private async add(visit: Visit, now: Date): Promise<void> {
    try {
      await this.visits.add(visit, now);
    } catch (error) {
      if (isUniqueViolation(error, 'visit_once')) throw errors.visitKnown({ place: visit.place, begins: visit.begins });
      throw error;
    }
  }
}
