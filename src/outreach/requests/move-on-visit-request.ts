import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { moveOn } from '../rules.js';
import type { VisitRequest } from '../types.js';
import { RequestStore } from './request-store.js';

const input = z.object({ requestId: z.uuid() });

/** Notes that she was served in another way: at a counter, by a proxy, online. */
@Injectable()
export class MoveOnVisitRequest extends Change<z.output<typeof input>, VisitRequest> {
  readonly name = 'outreach.move-on-request';
  readonly permission = 'visit:handle';
  readonly input = input;

  constructor(private readonly requests: RequestStore) {
    super();
  }

  protected async perform({ requestId }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<VisitRequest>> {
    const request = await this.requests.lockOne(requestId);
    const moved = moveOn(request, now);
    await this.requests.save([moved]);
    return { result: moved, subject: { type: 'visit-request', id: requestId }, detail: { from: request.state, to: moved.state } };
  }
}
