import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Events, newId } from '../platform/index.js';
import { RerouteProposed } from './events.js';
import { HostStore } from './host-store.js';
import { PlanStore } from './plan-store.js';
import { Planner } from './planner.js';
import { RerouteStore } from './reroute-store.js';
import { isPublic, refuseSecondDraft } from './rules.js';
import { NO_OPTIONS, type PlanOptions, type Reroute } from './types.js';

const input = z.object({
  incidentId: z.uuid(),
  /** Who declared the incident: may not approve. */
  declaredBy: z.string().min(1).optional(),
  /** Why the product proposes it by itself. */
  cause: z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).optional(),
});

/** Proposes who goes where instead. Hosts who already said yes for this incident are not asked again. */
@Injectable()
export class ProposeReroute extends Change<z.infer<typeof input>, Reroute> {
  readonly name = 'rerouting.propose';
  readonly permission = 'reroute:propose';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly plans: PlanStore,
    private readonly hosts: HostStore,
    private readonly planner: Planner,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ incidentId, declaredBy, cause }: z.infer<typeof input>, by: Actor, now: Date) {
    const existing = await this.reroutes.ofIncident(incidentId);
    refuseSecondDraft(existing);
    const published = existing.find(isPublic);
    const declarer = declaredBy ?? published?.declaredBy;
    const reroute: Reroute = {
      id: newId(),
      incidentId,
      state: 'proposed',
      version: 1,
      proposedBy: by.person,
      proposedAt: now,
      declaredBy: declarer,
      cause,
    };
    await this.reroutes.add(reroute);
    if (published) await this.carryAnswers(published.id, reroute.id);
    const plan = await this.planner.begin(reroute, published ? await this.wishes(published) : NO_OPTIONS, now);
    await this.events.emit(RerouteProposed, { rerouteId: reroute.id, incidentId });
    const detail = { incidentId, legs: plan.legs.length, gaps: plan.gaps.length };
    return { result: reroute, subject: { type: 'reroute', id: reroute.id }, detail };
  }

  /** What the operator asked of the plan that is public; its added visits stand in the directory since. */
  private async wishes({ id, version }: Reroute): Promise<PlanOptions> {
    return { ...(await this.plans.get(id, version)).options, visits: [] };
  }

  private async carryAnswers(fromId: string, rerouteId: string): Promise<void> {
    const accepted = (await this.hosts.of(fromId)).filter((request) => request.state === 'accepted');
    for (const request of accepted) await this.hosts.put({ ...request, id: newId(), rerouteId });
  }
}
