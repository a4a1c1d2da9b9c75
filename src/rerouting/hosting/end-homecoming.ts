import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { PlanStore } from '../plan-store.js';
import { RerouteStore } from '../reroute-store.js';
import { isPublic } from '../rules.js';
import { HomecomingNews } from './plan-homecoming.js';

const input = z.object({ incidentId: z.uuid(), services: z.array(z.string().min(1)).min(1) });

/** The people of these services are back at their usual place: nobody is sent elsewhere for them any more. */
@Injectable()
export class EndHomecoming extends Change<z.infer<typeof input>, { rerouteId?: string }> {
  readonly name = 'rerouting.end-homecoming';
  readonly permission = 'reroute:return';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly plans: PlanStore,
    private readonly news: HomecomingNews,
  ) {
    super();
  }

  protected async perform({ incidentId, services }: z.infer<typeof input>, _by: Actor, now: Date) {
    const subject = { type: 'incident', id: incidentId };
    const found = (await this.reroutes.ofIncident(incidentId)).find(isPublic);
    if (!found) return { result: {}, subject, detail: { public: false } };
    const reroute = await this.reroutes.lock(found.id);
    await this.plans.unpublish(reroute.id, now, services);
    await this.news.tell(reroute);
    return { result: { rerouteId: reroute.id }, subject, detail: { reroute: reroute.id, services } };
  }
}
