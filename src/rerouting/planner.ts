import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { newId } from '../platform/index.js';
import { civilDate, dayAfter } from './civil-date.js';
import { errors } from './errors.js';
import { HostDays } from './host-days.js';
import { HostStore } from './host-store.js';
import { makePlan } from './plan.js';
import { PlanFacts } from './plan-facts.js';
import { PlanStore } from './plan-store.js';
import type { HostRequest, Plan, Reroute } from './types.js';

/** Makes the plan of a reroute from the facts and from what hosts have said, and keeps the questions to hosts in step with it. */
@Injectable()
export class Planner {
  constructor(
    private readonly facts: PlanFacts,
    private readonly plans: PlanStore,
    private readonly hosts: HostStore,
    private readonly directory: Directory,
    private readonly days: HostDays,
  ) {}

  async make(incidentId: string, requests: HostRequest[], at: Date, onlyAccepted = false): Promise<Plan> {
    const needs = await this.facts.needs(incidentId);
    if (needs.length === 0) throw errors.nothingToReroute({ incidentId });
    const services = [...new Set(needs.map((need) => need.serviceId))];
    return disclosedAs(requests, makePlan(needs, await this.facts.doors(services, requests, at, onlyAccepted)));
  }

  /** A new plan, when the facts or the answers give another one; the version of `reroute` says so. */
  async remake(reroute: Reroute, at: Date, onlyAccepted = false): Promise<{ reroute: Reroute; plan: Plan }> {
    const before = await this.plans.get(reroute.id, reroute.version);
    const plan = await this.make(reroute.incidentId, await this.hosts.of(reroute.id), at, onlyAccepted);
    if (sameWay(before, plan)) return { reroute, plan: before };
    const next = { ...reroute, version: reroute.version + 1 };
    await this.plans.add(next.id, next.version, plan, at);
    return { reroute: next, plan };
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
    const wantedFrom = await this.days.firstFrom({ officeId, asked }, dayAfter(civilDate(at, zone)));
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

/** What was settled for a host holds for every leg that leads to it. */
function disclosedAs(requests: HostRequest[], plan: Plan): Plan {
  const of = (officeId?: string) => requests.find((request) => request.officeId === officeId)?.disclosure ?? 'named';
  return { ...plan, legs: plan.legs.map((leg) => ({ ...leg, disclosure: of(leg.officeId) })) };
}

function sameWay(a: Plan, b: Plan): boolean {
  const sorted = (plan: Plan) => ({
    covers: plan.covers.map((cover) => `${cover.serviceId} ${cover.regionCode}`).sort(),
    legs: plan.legs.map((leg) => JSON.stringify(sortKeys(leg))).sort(),
    gaps: plan.gaps.map((gap) => JSON.stringify(sortKeys(gap))).sort(),
  });
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** jsonb does not keep the order of keys. */
function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)).map(([name, inner]) => [name, sortKeys(inner)]));
}
