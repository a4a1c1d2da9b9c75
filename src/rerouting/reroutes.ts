import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { AnswerDesk } from './answer-desk.js';
import { HostStore } from './host-store.js';
import { hashToken } from './host-token.js';
import { PlanStore } from './plan-store.js';
import { Planner } from './planner.js';
import { changeBetween } from './planning/plan-change.js';
import { RerouteStore } from './reroute-store.js';
import type { Gap, Homecoming, HostRequest, Leg, Plan, PlanChange, PublishedReroute, Reroute, RerouteWithPlan } from './types.js';

/** The questions that can be asked of reroutes. */
@Injectable()
export class Reroutes {
  constructor(
    private readonly reroutes: RerouteStore,
    private readonly plans: PlanStore,
    private readonly hosts: HostStore,
    private readonly planner: Planner,
    private readonly desk: AnswerDesk,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  ofIncident(incidentId: string): Promise<Reroute[]> {
    return this.reroutes.ofIncident(incidentId);
  }

  /** Newest first. */
  all(): Promise<Reroute[]> {
    return this.reroutes.all();
  }

  async get(id: string): Promise<RerouteWithPlan> {
    const reroute = await this.reroutes.find(id);
    return { ...reroute, plan: await this.plans.get(id, reroute.version) };
  }

  /** What the plan costs more than the one before; undefined where it is the first. */
  async change(id: string): Promise<PlanChange | undefined> {
    const { version, plan } = await this.get(id);
    return version > 1 ? changeBetween(await this.plans.get(id, version - 1), plan) : undefined;
  }

  async gaps(rerouteId: string): Promise<Gap[]> {
    return (await this.get(rerouteId)).plan.gaps;
  }

  requests(rerouteId: string): Promise<HostRequest[]> {
    return this.hosts.of(rerouteId);
  }

  /** Throws `no-such-request`. */
  request(id: string): Promise<HostRequest> {
    return this.hosts.find(id);
  }

  /** The question behind a link, with the services that the office could take. Throws `no-such-request`. */
  async requestByToken(token: string): Promise<{ request: HostRequest; services: string[]; reroute: Reroute }> {
    const request = await this.hosts.byToken(hashToken(token));
    return { request, services: await this.desk.servicesOf(request), reroute: await this.reroutes.find(request.rerouteId) };
  }

  /** The stages by which its people go back, soonest first. */
  returns(rerouteId: string): Promise<Homecoming[]> {
    return this.plans.returnsOf(rerouteId);
  }

  /** The services of the reroute that an office could take, asked or not. */
  servicesOfHost(rerouteId: string, officeId: string): Promise<string[]> {
    return this.desk.servicesOf({ rerouteId, officeId });
  }

  /** What would be published if it were approved now: only hosts who said yes. */
  async ifApprovedNow(id: string): Promise<Plan> {
    return this.planner.ifApproved(await this.reroutes.find(id), this.clock.now());
  }

  /** What the public is told to use instead; `at` defaults to now. */
  publishedFor(serviceId: string, regionCode: string, at: Date = this.clock.now()): Promise<PublishedReroute | undefined> {
    return this.plans.publishedFor(serviceId, regionCode, at);
  }

  /** The services and regions that a published reroute sends to one of these offerings. */
  usersOf(offeringIds: string[]): Promise<(Pick<Leg, 'serviceId' | 'regionCode'> & { incidentId: string })[]> {
    return this.plans.publishedLegsOn(offeringIds);
  }
}
