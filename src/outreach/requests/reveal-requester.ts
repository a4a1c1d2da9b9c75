import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Change, type Changed } from '../../people/index.js';
import { errors } from '../errors.js';
import type { Requester } from '../types.js';
import { RequestStore } from './request-store.js';
import { RequesterStore } from './requester-store.js';

const input = z.object({ requestId: z.uuid() });

/** Shows an officer who asked; that she looked stands in the ledger, what she saw does not. */
@Injectable()
export class RevealRequester extends Change<z.output<typeof input>, Requester> {
  readonly name = 'outreach.reveal-requester';
  readonly permission = 'visit:handle';
  readonly input = input;

  constructor(
    private readonly requests: RequestStore,
    private readonly requesters: RequesterStore,
  ) {
    super();
  }

  protected async perform({ requestId }: z.output<typeof input>): Promise<Changed<Requester>> {
    const { requesterId = '' } = await this.requests.lockOne(requestId);
    const requester = (await this.requesters.byIds([requesterId].filter(Boolean))).get(requesterId);
    if (!requester) throw errors.requesterPurged();
    return { result: requester, subject: { type: 'visit-request', id: requestId } };
  }
}
