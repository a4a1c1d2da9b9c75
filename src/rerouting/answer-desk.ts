import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { civilDate, Events } from '../platform/index.js';
import { errors } from './errors.js';
import { HostsAnswered } from './events.js';
import { HostStore } from './host-store.js';
import { PlanStore } from './plan-store.js';
import { Planner } from './planner.js';
import { RerouteStore } from './reroute-store.js';
import { answerRequest, heard, isAsked } from './rules.js';
import type { HostAnswer, HostRequest } from './types.js';

/** What an answer does, however it came: it is kept, the plan follows it, and hosts who are needed now are asked. */
@Injectable()
export class AnswerDesk {
  constructor(
    private readonly reroutes: RerouteStore,
    private readonly hosts: HostStore,
    private readonly plans: PlanStore,
    private readonly planner: Planner,
    private readonly directory: Directory,
    private readonly events: Events,
  ) {}

  async take(found: HostRequest, answer: HostAnswer, how: Partial<HostRequest>, now: Date): Promise<HostRequest> {
    const locked = await this.reroutes.lock(found.rerouteId);
    if (!isAsked(locked)) throw errors.alreadyAnswered({ requestId: found.id });
    const request = await this.hosts.find(found.id);
    const { zone } = await this.directory.office(request.officeId);
    const today = civilDate(now, zone);
    const inTime = { ...request, wantedFrom: await this.planner.startOf(request, today) };
    const settled = answerRequest(inTime, answer, await this.servicesOf(request), today, now);
    const answered = { ...request, ...settled, ...how };
    await this.hosts.put(answered);
    const { reroute, plan } = await this.planner.remake(locked, now);
    const requests = await this.planner.ask(reroute, plan, now);
    await this.reroutes.save(heard(reroute, requests));
    if (!requests.some(({ state }) => state === 'open')) {
      await this.events.emit(HostsAnswered, { rerouteId: reroute.id, incidentId: reroute.incidentId });
    }
    return answered;
  }

  /** The services of the plan that the office offers at all: it may take others than it was asked for. */
  async servicesOf(request: Pick<HostRequest, 'rerouteId' | 'officeId'>): Promise<string[]> {
    const { version } = await this.reroutes.find(request.rerouteId);
    const { covers } = await this.plans.get(request.rerouteId, version);
    const offered = (await this.directory.offeringsAt(request.officeId)).map((offering) => offering.serviceId);
    return [...new Set(covers.map((cover) => cover.serviceId))].filter((service) => offered.includes(service));
  }
}
