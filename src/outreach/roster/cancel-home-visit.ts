import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { RequestStore } from '../requests/request-store.js';
import { takeOff } from '../rules.js';
import { TellRequesters } from '../telling/tell-requesters.js';
import type { HomeVisit } from '../types.js';
import { PublicVisits } from './public-visits.js';
import { requireNotCancelled } from './visit-rules.js';
import { VisitStore } from './visit-store.js';
import { VisitWords } from './visit-words.js';

const input = z.object({ visitId: z.uuid() });

/** Calls a visit off: who was on it and not yet sought waits again, and is told where the visit was published. */
@Injectable()
export class CancelHomeVisit extends Change<z.output<typeof input>, HomeVisit> {
  readonly name = 'outreach.cancel-visit';
  readonly permission = 'visit:plan';
  readonly input = input;

  constructor(
    private readonly visits: VisitStore,
    private readonly requests: RequestStore,
    private readonly publicVisits: PublicVisits,
    private readonly tell: TellRequesters,
    private readonly words: VisitWords,
  ) {
    super();
  }

  protected async perform({ visitId }: z.output<typeof input>, by: Actor, now: Date): Promise<Changed<HomeVisit>> {
    const visit = await this.visits.lock(visitId);
    requireNotCancelled(visit);
    const locked = await this.requests.lockVisit(visitId);
    const waiting = locked.filter(({ state }) => state === 'planned').map(takeOff);
    await this.requests.save(waiting);
    await this.publicVisits.cancel(by, visit);
    const cancelled: HomeVisit = { ...visit, state: 'cancelled' };
    await this.visits.save(cancelled);
    if (visit.state === 'published') await this.tell.tell('cancelled', waiting, await this.words.of(visit), now);
    return {
      result: cancelled,
      subject: { type: 'home-visit', id: visitId },
      detail: { waiting: waiting.length, was: visit.state },
    };
  }
}
