import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { withdraw } from '../rules.js';
import type { VisitRequest } from '../types.js';
import { RequestStore } from './request-store.js';
import { VisitRequests } from './visit-requests.js';

const input = z.object({ tracking: z.string().max(40) });

/** Takes a request back: by whoever knows its number, or at a desk. A visit that she was on has a place more. */
@Injectable()
export class WithdrawVisitRequest extends Change<z.output<typeof input>, VisitRequest> {
  readonly name = 'outreach.withdraw-request';
  readonly permission = 'visit:request';
  readonly input = input;

  constructor(
    private readonly questions: VisitRequests,
    private readonly requests: RequestStore,
  ) {
    super();
  }

  protected async perform({ tracking }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<VisitRequest>> {
    const { id } = await this.questions.byTracking(tracking);
    const request = await this.requests.lockOne(id);
    if (request.state === 'withdrawn') return { result: request, subject: { type: 'visit-request', id } };
    const withdrawn = withdraw(request, now);
    await this.requests.save([withdrawn]);
    return { result: withdrawn, subject: { type: 'visit-request', id }, detail: { from: request.state, to: withdrawn.state } };
  }
}
