import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { errors } from '../errors.js';
import { VisitPublished } from '../events.js';
import { RequestStore } from '../requests/request-store.js';
import { TellRequesters } from '../telling/tell-requesters.js';
import type { HomeVisit } from '../types.js';
import { Villages } from '../villages/villages.js';
import { PublicVisits } from './public-visits.js';
import { onVisit, placesLeft, requireDraft, requireToCome } from './visit-rules.js';
import { VisitStore } from './visit-store.js';
import { VisitWords } from './visit-words.js';

const input = z.object({ visitId: z.uuid() });

/**
 * Makes a draft hold: those on it are told, and the places that are left become a visit of the directory, which answers and the
 * planner see. Throws `outreach.visit-settled`, `outreach.empty-visit`, `outreach.past-day`.
 */
@Injectable()
export class PublishHomeVisit extends Change<z.output<typeof input>, HomeVisit> {
  readonly name = 'outreach.publish-visit';
  readonly permission = 'visit:plan';
  readonly input = input;

  constructor(
    private readonly visits: VisitStore,
    private readonly requests: RequestStore,
    private readonly villages: Villages,
    private readonly publicVisits: PublicVisits,
    private readonly tell: TellRequesters,
    private readonly words: VisitWords,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ visitId }: z.output<typeof input>, by: Actor, now: Date): Promise<Changed<HomeVisit>> {
    const visit = await this.visits.lock(visitId);
    requireDraft(visit);
    requireToCome(visit, now, (await this.villages.get(visit.villageCode)).zone);
    const requests = onVisit(await this.requests.lockVisit(visitId));
    if (requests.length === 0) throw errors.emptyVisit();
    const left = placesLeft(visit, requests);
    const directoryVisitId = await this.publicVisits.add(by, visit, left);
    const published: HomeVisit = { ...visit, state: 'published', publishedAt: now, directoryVisitId };
    await this.visits.save(published);
    await this.tell.tell('planned', requests, await this.words.of(visit), now);
    await this.events.emit(VisitPublished, { visitId });
    return {
      result: published,
      subject: { type: 'home-visit', id: visitId },
      detail: { requests: requests.length, placesLeft: left, directoryVisit: directoryVisitId },
    };
  }
}
