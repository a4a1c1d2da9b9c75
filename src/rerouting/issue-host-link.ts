import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { errors } from './errors.js';
import { HostStore } from './host-store.js';
import { hashToken, newToken } from './host-token.js';

const input = z.object({ requestId: z.uuid() });

export interface HostLink {
  token: string;
  /** `/tuan-rumah/<token>` */
  path: string;
}

/** Makes the link with which a host answers; shown once, and the one before stops working. */
@Injectable()
export class IssueHostLink extends Change<z.infer<typeof input>, HostLink> {
  readonly name = 'rerouting.issue-host-link';
  readonly permission = 'reroute:ask-hosts';
  readonly input = input;

  constructor(private readonly hosts: HostStore) {
    super();
  }

  protected async perform({ requestId }: z.infer<typeof input>, _by: Actor, now: Date) {
    const request = await this.hosts.find(requestId);
    if (request.state !== 'open') throw errors.alreadyAnswered({ requestId });
    const token = newToken();
    await this.hosts.setToken(requestId, hashToken(token), now);
    const subject = { type: 'reroute', id: request.rerouteId };
    return { result: { token, path: `/tuan-rumah/${token}` }, subject, detail: { requestId, office: request.officeId } };
  }
}
