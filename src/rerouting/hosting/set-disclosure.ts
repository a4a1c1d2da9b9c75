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
import { disclosures, type HostRequest, type Reroute } from '../types.js';

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
    const { rerouteId, officeId } = await this.hosts.find(requestId);
    const live = await this.live(rerouteId);
    const ids = live.map(({ id }) => id);
    const request = await this.hosts.find(requestId);
    await this.hosts.setDisclosure(ids, officeId, disclosure);
    await this.plans.disclose(ids, officeId, disclosure);
    for (const { id, incidentId } of live.filter(isPublic)) {
      await this.events.emit(DisclosureChanged, { rerouteId: id, incidentId });
      await this.bulletin.post(PUBLIC_CHANGED, { incidentId });
    }
    const detail = { office: officeId, was: request.disclosure, disclosure };
    return { result: { ...request, disclosure }, subject: { type: 'reroute', id: rerouteId }, detail };
  }

  /** All that live of its incident, locked: a draft that waits would give the name away when it is published. */
  private async live(rerouteId: string): Promise<Reroute[]> {
    const { incidentId } = await this.reroutes.find(rerouteId);
    const found: Reroute[] = [];
    for (const { id } of (await this.reroutes.ofIncident(incidentId)).reverse()) found.push(await this.reroutes.lock(id));
    const asked = found.find(({ id }) => id === rerouteId);
    if (!asked || !isLive(asked)) throw errors.wrongState({ state: asked?.state });
    return found.filter(isLive);
  }
}
