import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { refused } from './request-rules.js';
import { RequestStore } from './request-store.js';
import type { Request } from './types.js';

const input = z.object({ requestId: z.uuid() });

/** What was asked is not done: refused by another, or taken back by who asked. Throws `already-decided`. */
@Injectable()
export class RefuseRequest extends Change<z.output<typeof input>, Request> {
  readonly name = 'backup.refuse-request';
  readonly permission = 'backup:approve';
  readonly input = input;

  constructor(private readonly requests: RequestStore) {
    super();
  }

  protected async perform({ requestId }: z.output<typeof input>, by: Actor, now: Date) {
    const request = refused(await this.requests.lock(requestId), by.person, now);
    await this.requests.decide(request);
    const { kind, sourceId: source } = request;
    return { result: request, subject: { type: 'backup-request', id: requestId }, detail: { kind, source } };
  }
}
