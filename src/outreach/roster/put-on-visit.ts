import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { errors } from '../errors.js';
import { RequestStore } from '../requests/request-store.js';
import { plan, takeOff } from '../rules.js';
import { TellRequesters } from '../telling/tell-requesters.js';
import type { VisitRequest } from '../types.js';
import { requireNotCancelled, requireRoom } from './visit-rules.js';
import { VisitStore } from './visit-store.js';
import { VisitWords } from './visit-words.js';

const input = z.object({ requestId: z.uuid(), visitId: z.uuid() });

/**
 * A coordinator puts one request on a visit to its village, from another visit or from those who wait. On a published visit she
 * is told at once. Throws `outreach.other-village`, `outreach.visit-full`, `outreach.visit-settled`.
 */
@Injectable()
export class PutOnVisit extends Change<z.output<typeof input>, VisitRequest> {
  readonly name = 'outreach.put-on-visit';
  readonly permission = 'visit:plan';
  readonly input = input;

  constructor(
    private readonly visits: VisitStore,
    private readonly requests: RequestStore,
    private readonly tell: TellRequesters,
    private readonly words: VisitWords,
  ) {
    super();
  }

  protected async perform({ requestId, visitId }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<VisitRequest>> {
    const visit = await this.visits.lock(visitId);
    requireNotCancelled(visit);
    const request = await this.requests.lockOne(requestId);
    if (request.villageCode !== visit.villageCode || request.serviceId !== visit.serviceId) throw errors.otherVillage();
    const planned = plan(request.state === 'planned' ? takeOff(request) : request, visitId);
    requireRoom(visit, [...(await this.requests.ofVisit(visitId)).filter(({ id }) => id !== requestId), planned]);
    await this.requests.save([planned]);
    if (visit.state === 'published') await this.tell.tell('planned', [planned], await this.words.of(visit), now);
    return {
      result: planned,
      subject: { type: 'visit-request', id: requestId },
      detail: { visit: visitId, from: request.visitId, state: visit.state },
    };
  }
}
