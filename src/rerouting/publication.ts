import { Injectable } from '@nestjs/common';
import { Bulletin, Events } from '../platform/index.js';
import { HostsAnswered, ReroutePublished, RerouteWithdrawn } from './events.js';
import { HostStore } from './host-store.js';
import { PlanStore } from './plan-store.js';
import { RerouteStore } from './reroute-store.js';
import { beginReturn, isPublic, supersede, withdraw } from './rules.js';
import type { Reroute } from './types.js';

/** Heard by whoever keeps public pages in memory. */
export const PUBLIC_CHANGED = 'public-changed';

/** What becomes public and what stops being so; pages in memory are told at once, everybody else by the event. */
@Injectable()
export class Publication {
  constructor(
    private readonly reroutes: RerouteStore,
    private readonly plans: PlanStore,
    private readonly hosts: HostStore,
    private readonly events: Events,
    private readonly bulletin: Bulletin,
  ) {}

  async publish(reroute: Reroute, by: string, now: Date): Promise<void> {
    const earlier = (await this.reroutes.ofIncident(reroute.incidentId)).find(isPublic);
    if (earlier) {
      await this.reroutes.save(supersede(earlier, by, now));
      await this.plans.unpublish(earlier.id, now);
    }
    await this.reroutes.save(earlier?.state === 'returning' ? beginReturn(reroute) : reroute);
    await this.plans.publish(reroute.id, reroute.version, now);
    const unanswered = await this.hosts.closeOpen(reroute.id);
    if (unanswered > 0) await this.events.emit(HostsAnswered, { rerouteId: reroute.id, incidentId: reroute.incidentId });
    await this.events.emit(ReroutePublished, { rerouteId: reroute.id, incidentId: reroute.incidentId });
    await this.bulletin.post(PUBLIC_CHANGED, { incidentId: reroute.incidentId });
  }

  async withdraw(reroute: Reroute, by: string, reason: string, now: Date): Promise<Reroute> {
    const withdrawn = withdraw(reroute, by, reason, now);
    await this.reroutes.save(withdrawn);
    await this.plans.unpublish(reroute.id, now);
    await this.hosts.closeOpen(reroute.id);
    await this.events.emit(RerouteWithdrawn, { rerouteId: reroute.id, incidentId: reroute.incidentId });
    await this.bulletin.post(PUBLIC_CHANGED, { incidentId: reroute.incidentId });
    return withdrawn;
  }
}
