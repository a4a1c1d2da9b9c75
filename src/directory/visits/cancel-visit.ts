import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { civilDate } from '../../platform/index.js';
import { errors } from '../errors.js';
import { OfferNews } from '../offers/offer-news.js';
import { zoneOf } from '../region-rules.js';
import { type ListedVisit, VisitStore } from './visit-store.js';
import { ruleDays } from './visits-between.js';

const input = z.object({
  visitId: z.string().min(1).max(100),
  /** One day of it; all that is still to come when left out. */
  date: z.iso.date().optional(),
  because: z.string().trim().min(3).max(300).optional(),
});

type Command = z.infer<typeof input>;

/**
 * Lets a visit, or one day of it, not take place. Throws `directory.no-such-visit`, `.visit-cancelled`, `.not-a-visit-day` and
 * `.day-over`.
 */
@Injectable()
export class CancelVisit extends Change<Command, ListedVisit> {
  readonly name = 'directory.cancel-visit';
  readonly permission = 'visit:manage';
  readonly input = input;

  constructor(
    private readonly visits: VisitStore,
    private readonly news: OfferNews,
  ) {
    super();
  }

  protected async perform({ visitId, date, because }: Command, _by: Actor, now: Date): Promise<Changed<ListedVisit>> {
    const listed = await this.visits.lock(visitId);
    if (!listed) throw errors.noSuchVisit({ visit: visitId });
    if (listed.cancelledAt) throw errors.visitCancelled({ visit: visitId });
    if (date === undefined) await this.visits.cancel(visitId, now);
    else await this.cancelDay(listed, date, now);
    await this.news.tell([listed.visit.offeringId], listed.visit.serves);
    const result = (await this.visits.get(visitId))!;
    return { result, subject: { type: 'visit', id: visitId }, detail: { date, because, place: listed.visit.place } };
  }

  private async cancelDay({ visit }: ListedVisit, date: string, now: Date): Promise<void> {
    if (visit.except.includes(date)) throw errors.visitCancelled({ visit: visit.id, date });
    if (!ruleDays(visit, date, date).includes(date)) throw errors.notAVisitDay({ visit: visit.id, date });
    if (date < civilDate(now, zoneOf(visit.regionCode))) throw errors.dayOver({ date });
    await this.visits.cancelDay(visit.id, date, now);
  }
}
