import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import { HostStore } from '../host-store.js';
import { hashToken } from '../host-token.js';
import { RerouteStore } from '../reroute-store.js';
import { isPublic } from '../rules.js';
import type { HostRequest } from '../types.js';

/** Which host stands behind a link: a link goes on through every new plan of its incident, as long as the office receives people. */
@Injectable()
export class ReceivingHosts {
  constructor(
    private readonly hosts: HostStore,
    private readonly reroutes: RerouteStore,
  ) {}

  /** Throws `no-such-request` for a link that was never made, `not-a-host` for an office that receives nobody now. */
  async byToken(token: string): Promise<HostRequest> {
    const request = await this.hosts.byToken(hashToken(token));
    const receiving = await this.nowFor(request);
    if (!receiving) throw errors.notAHost({ office: request.officeId });
    return receiving;
  }

  /** Its question in what is public now; undefined when it receives nobody. */
  async nowFor(request: HostRequest): Promise<HostRequest | undefined> {
    const accepted = request.state === 'accepted' && isPublic(await this.reroutes.find(request.rerouteId));
    return accepted ? request : this.hosts.publishedFor(request);
  }
}
