import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Planner } from './planner.js';
import { WantedVisits } from './planning/wanted-visits.js';
import { Publication } from './publication.js';
import { RerouteStore } from './reroute-store.js';
import { approve } from './rules.js';
import type { Reroute } from './types.js';

const input = z.object({
  rerouteId: z.uuid(),
  /** The version the approver looked at; refused when it is no longer the one. */
  version: z.int().positive().optional(),
});

/** A second person approves; what is published names hosts who said yes, and no other. */
@Injectable()
export class ApproveReroute extends Change<z.infer<typeof input>, Reroute> {
  readonly name = 'rerouting.approve';
  readonly permission = 'reroute:approve';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly planner: Planner,
    private readonly publication: Publication,
    private readonly visits: WantedVisits,
  ) {
    super();
  }

  protected async perform({ rerouteId, version }: z.infer<typeof input>, by: Actor, now: Date) {
    const approved = approve(await this.reroutes.lock(rerouteId), by, version, now);
    const { reroute, plan } = await this.planner.remake(approved, now, { onlyAccepted: true });
    await this.visits.add(plan.options.visits, by, now);
    await this.publication.publish(reroute, by.person, now);
    const hosts = [...new Set(plan.loads.flatMap((load) => load.officeId ?? []))];
    const detail = { incidentId: reroute.incidentId, version: reroute.version, hosts, gaps: plan.gaps.length };
    return { result: reroute, subject: { type: 'reroute', id: rerouteId }, detail };
  }
}
