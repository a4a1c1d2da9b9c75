import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Bulletin, Events } from '../../platform/index.js';
import { ReturnPlanned } from '../events.js';
import { HostStore } from '../host-store.js';
import { PlanStore } from '../plan-store.js';
import { PUBLIC_CHANGED } from '../publication.js';
import { RerouteStore } from '../reroute-store.js';
import { beginReturn, isPublic, stayAway } from '../rules.js';
import type { Homecoming, Reroute } from '../types.js';
import { HostOutbox } from './host-outbox.js';

const stage = z.object({ date: z.iso.date(), services: z.array(z.string().min(1)).min(1) });
const input = z.object({ incidentId: z.uuid(), stages: z.array(stage) });

@Injectable()
export class HomecomingNews {
  constructor(
    private readonly events: Events,
    private readonly bulletin: Bulletin,
  ) {}

  async tell({ id, incidentId }: Reroute): Promise<void> {
    await this.events.emit(ReturnPlanned, { rerouteId: id, incidentId });
    await this.bulletin.post(PUBLIC_CHANGED, { incidentId });
  }
}

/** Says from which date on the people of which services go back, in place of what was said before; hosts are told and thanked. */
@Injectable()
export class PlanHomecoming extends Change<z.infer<typeof input>, { rerouteId?: string }> {
  readonly name = 'rerouting.plan-homecoming';
  readonly permission = 'reroute:return';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly plans: PlanStore,
    private readonly hosts: HostStore,
    private readonly outbox: HostOutbox,
    private readonly news: HomecomingNews,
  ) {
    super();
  }

  protected async perform({ incidentId, stages }: z.infer<typeof input>, _by: Actor, now: Date) {
    const subject = { type: 'incident', id: incidentId };
    const found = (await this.reroutes.ofIncident(incidentId)).find(isPublic);
    if (!found) return { result: {}, subject, detail: { public: false } };
    const reroute = await this.reroutes.lock(found.id);
    await this.reroutes.save(stages.length > 0 ? beginReturn(reroute) : stayAway(reroute));
    await this.plans.planReturns(reroute, stages, now);
    await this.thank(reroute.id, stages);
    await this.news.tell(reroute);
    return { result: { rerouteId: reroute.id }, subject, detail: { reroute: reroute.id, stages } };
  }

  private async thank(rerouteId: string, stages: Homecoming[]): Promise<void> {
    const hosts = (await this.hosts.receiving()).filter((host) => host.rerouteId === rerouteId);
    const concerned = hosts.flatMap(({ id, services = [] }) =>
      stages
        .filter((each) => each.services.some((service) => services.includes(service)))
        .map(({ date }) => ({ requestId: id, kind: 'return' as const, day: date })),
    );
    await this.outbox.write(concerned);
  }
}
