import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { addDays, civilDate, newId } from '../platform/index.js';
import { HostDays } from './host-days.js';
import { HostStore } from './host-store.js';
import { PlanMaker } from './plan-maker.js';
import { PlanStore } from './plan-store.js';
import type { HostRequest, Plan, PlanOptions, Reroute } from './types.js';

/** Keeps the plan of a reroute, and the questions to its hosts, in step with the facts. */
@Injectable()
export class Planner {
  constructor(
    private readonly maker: PlanMaker,
    private readonly plans: PlanStore,
    private readonly hosts: HostStore,
    private readonly directory: Directory,
    private readonly days: HostDays,
  ) {}

  /** The first plan of a reroute. */
  async begin(reroute: Reroute, options: PlanOptions, at: Date): Promise<Plan> {
    const plan = await this.maker.make(reroute.incidentId, await this.hosts.of(reroute.id), options, at);
    await this.plans.add(reroute.id, reroute.version, plan, at);
    return plan;
  }

  /** A new plan, when the facts, the answers or the options give another one; the version of `reroute` says so. */
  async remake(
    reroute: Reroute,
    at: Date,
    { onlyAccepted = false, options }: { onlyAccepted?: boolean; options?: PlanOptions } = {},
  ): Promise<{ reroute: Reroute; plan: Plan }> {
    const before = await this.plans.get(reroute.id, reroute.version);
    const requests = await this.hosts.of(reroute.id);
    const plan = await this.maker.make(reroute.incidentId, requests, options ?? before.options, at, onlyAccepted);
    if (sameWay(before, plan)) return { reroute, plan: before };
    const next = { ...reroute, version: reroute.version + 1 };
    await this.plans.add(next.id, next.version, plan, at);
    return { reroute: next, plan };
  }

  /** What would be published now: hosts who said yes, and no other. */
  async ifApproved({ id, version, incidentId }: Reroute, at: Date): Promise<Plan> {
    const { options } = await this.plans.get(id, version);
    return this.maker.make(incidentId, await this.hosts.of(id), options, at, true);
  }

  /** Asks the offices that the plan needs and has not asked, corrects open questions, closes those it no longer needs. */
  async ask(reroute: Reroute, plan: Plan, at: Date): Promise<HostRequest[]> {
    const requests = await this.hosts.of(reroute.id);
    const wanted = new Map<string, HostRequest['asked']>();
    for (const load of plan.loads) {
      if (!load.officeId) continue;
      const asked = { serviceId: load.serviceId, perDay: load.expected };
      wanted.set(load.officeId, [...(wanted.get(load.officeId) ?? []), asked]);
    }
    for (const [officeId, asked] of wanted) await this.askOffice(reroute, officeId, asked, requests, at);
    for (const request of requests)
      if (request.state === 'open' && !wanted.has(request.officeId)) await this.hosts.put({ ...request, state: 'closed' });
    return this.hosts.of(reroute.id);
  }

  /** The day on which a host starts that answers on the civil date `today` without naming one. */
  startOf(request: HostRequest, today: string): Promise<string> {
    return this.days.firstFrom(request, request.wantedFrom > today ? request.wantedFrom : today);
  }

  private async askOffice(
    reroute: Reroute,
    officeId: string,
    asked: HostRequest['asked'],
    requests: HostRequest[],
    at: Date,
  ): Promise<void> {
    const known = requests.find((request) => request.officeId === officeId);
    if (known?.state === 'accepted' || known?.state === 'declined') return;
    if (known) return this.hosts.put({ ...known, state: 'open', asked });
    const { zone } = await this.directory.office(officeId);
    const wantedFrom = await this.days.firstFrom({ officeId, asked }, addDays(civilDate(at, zone), 1));
    await this.hosts.put({
      id: newId(),
      rerouteId: reroute.id,
      officeId,
      state: 'open',
      asked,
      wantedFrom,
      askedAt: at,
      disclosure: 'named',
      linkIssue: 0,
    });
  }
}

function sameWay(a: Plan, b: Plan): boolean {
  const sorted = (plan: Plan) => ({
    options: sortKeys(plan.options),
    covers: plan.covers.map((cover) => `${cover.serviceId} ${cover.regionCode}`).sort(),
    legs: plan.legs.map((leg) => JSON.stringify(sortKeys(leg))).sort(),
    gaps: plan.gaps.map((gap) => JSON.stringify(sortKeys(gap))).sort(),
    loads: plan.loads.map((load) => JSON.stringify(sortKeys(load))).sort(),
  });
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** jsonb does not keep the order of keys. */
function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)).map(([name, inner]) => [name, sortKeys(inner)]));
}
