import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { RequestStore } from '../requests/request-store.js';
import { takeOff } from '../rules.js';
import { TellRequesters } from '../telling/tell-requesters.js';
import type { VisitRequest } from '../types.js';
import { VisitStore } from './visit-store.js';
import { VisitWords } from './visit-words.js';

const input = z.object({ requestId: z.uuid() });

/** A request waits again, with the day on which it came; whoever knew of the visit is told. */
@Injectable()
export class TakeOffVisit extends Change<z.output<typeof input>, VisitRequest> {
  readonly name = 'outreach.take-off-visit';
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

  protected async perform({ requestId }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<VisitRequest>> {
    const request = await this.requests.lockOne(requestId);
    const waiting = takeOff(request);
    await this.requests.save([waiting]);
    const visit = request.visitId ? await this.visits.get(request.visitId) : undefined;
    if (visit?.state === 'published' && request.state === 'planned')
      await this.tell.tell('cancelled', [waiting], await this.words.of(visit), now);
    return { result: waiting, subject: { type: 'visit-request', id: requestId }, detail: { visit: request.visitId } };
  }
}
