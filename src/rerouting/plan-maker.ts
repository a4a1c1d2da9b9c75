import { Injectable } from '@nestjs/common';
import { errors } from './errors.js';
import { ObservedHosts } from './hosting/observed-hosts.js';
import { posePlan } from './plan.js';
import { PlanFacts } from './plan-facts.js';
import { TransportSolver } from './planning/transport-solver.js';
import type { HostRequest, Plan, PlanOptions } from './types.js';

/** Makes a plan from the facts, from what hosts have said and from what the operator asks of it. Keeps nothing. */
@Injectable()
export class PlanMaker {
  constructor(
    private readonly facts: PlanFacts,
    private readonly solver: TransportSolver,
    private readonly observed: ObservedHosts,
  ) {}

  /** `onlyAccepted`: name nobody but hosts who said yes. Throws `nothing-to-reroute`. */
  async make(incidentId: string, said: HostRequest[], options: PlanOptions, at: Date, onlyAccepted = false): Promise<Plan> {
    const requests = await this.observed.observe(said, at);
    const { needs, doors } = await this.facts.of(incidentId, { requests, options, at, onlyAccepted });
    if (needs.length === 0) throw errors.nothingToReroute({ incidentId });
    const posed = posePlan(needs, doors, options);
    return disclosedAs(requests, posed.told(await this.solver.solve(posed.transports)));
  }
}

/** What was settled for a host holds for every leg that leads to it. */
function disclosedAs(requests: HostRequest[], plan: Plan): Plan {
  const of = (officeId?: string) => requests.find((request) => request.officeId === officeId)?.disclosure ?? 'named';
  return { ...plan, legs: plan.legs.map((leg) => ({ ...leg, disclosure: of(leg.officeId) })) };
}
