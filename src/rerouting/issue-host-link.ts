import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { errors } from './errors.js';
import { HostStore } from './host-store.js';
import { HostLinks, hostPath } from './hosting/host-links.js';
import { RerouteStore } from './reroute-store.js';
import { isLive } from './rules.js';

const input = z.object({ requestId: z.uuid() });

export interface HostLink {
  token: string;
  /** `/tuan-rumah/<token>` */
  path: string;
}

/** Makes the link with which a host answers and then tells how its days go; shown once, and the one before stops working. */
@Injectable()
export class IssueHostLink extends Change<z.infer<typeof input>, HostLink> {
  readonly name = 'rerouting.issue-host-link';
  readonly permission = 'reroute:ask-hosts';
  readonly input = input;

  constructor(
    private readonly hosts: HostStore,
    private readonly reroutes: RerouteStore,
    private readonly links: HostLinks,
  ) {
    super();
  }

  protected async perform({ requestId }: z.infer<typeof input>, _by: Actor, now: Date) {
    const request = await this.hosts.find(requestId);
    const live = isLive(await this.reroutes.lock(request.rerouteId));
    if (!live || (request.state !== 'open' && request.state !== 'accepted')) throw errors.alreadyAnswered({ requestId });
    const token = await this.links.renew(await this.hosts.find(requestId), now);
    const subject = { type: 'reroute', id: request.rerouteId };
    return { result: { token, path: hostPath(token) }, subject, detail: { requestId, office: request.officeId } };
  }
}
