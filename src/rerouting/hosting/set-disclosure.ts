import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Bulletin, Events } from '../../platform/index.js';
import { errors } from '../errors.js';
import { DisclosureChanged } from '../events.js';
import { HostStore } from '../host-store.js';
import { PlanStore } from '../plan-store.js';
import { PUBLIC_CHANGED } from '../publication.js';
import { RerouteStore } from '../reroute-store.js';
import { isLive, isPublic } from '../rules.js';
import { disclosures, type HostRequest } from '../types.js';

const input = z.object({ requestId: z.uuid(), disclosure: z.enum(disclosures) });

/**
 * Settles what the public may be told of a host, before or after it is published: where naming it would make it the next
 * target, its area alone or nothing. The host itself is told everything either way. Throws `rerouting.wrong-state` when it is over.
 */
@Injectable()
export class SetDisclosure extends Change<z.infer<typeof input>, HostRequest> {
  readonly name = 'rerouting.set-disclosure';
  readonly permission = 'reroute:disclose';
  readonly input = input;

  constructor(
    private readonly hosts: HostStore,
    private readonly reroutes: RerouteStore,
    private readonly plans: PlanStore,
    private readonly events: Events,
    private readonly bulletin: Bulletin,
  ) {
    super();
  }

  protected async perform({ requestId, disclosure }: z.infer<typeof input>, _by: Actor) {
    const { rerouteId } = await this.hosts.find(requestId);
    const reroute = await this.reroutes.lock(rerouteId);
    if (!isLive(reroute)) throw errors.wrongState({ state: reroute.state });
    const request = await this.hosts.find(requestId);
    await this.hosts.setDisclosure(requestId, disclosure);
    await this.plans.disclose(rerouteId, request.officeId, disclosure);
    if (isPublic(reroute)) {
      await this.events.emit(DisclosureChanged, { rerouteId, incidentId: reroute.incidentId });
      await this.bulletin.post(PUBLIC_CHANGED, { incidentId: reroute.incidentId });
    }
    const detail = { office: request.officeId, was: request.disclosure, disclosure };
    return { result: { ...request, disclosure }, subject: { type: 'reroute', id: rerouteId }, detail };
  }
}
