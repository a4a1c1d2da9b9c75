import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Events } from '../platform/index.js';
import { HostsAnswered, HostsAsked } from './events.js';
import { Planner } from './planner.js';
import { RerouteStore } from './reroute-store.js';
import { ask, heard } from './rules.js';
import type { HostRequest } from './types.js';

const input = z.object({ rerouteId: z.uuid() });

/** Asks every office that would receive people. The link for each comes from `IssueHostLink`. */
@Injectable()
export class AskHosts extends Change<z.infer<typeof input>, { requests: HostRequest[] }> {
  readonly name = 'rerouting.ask-hosts';
  readonly permission = 'reroute:ask-hosts';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly planner: Planner,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ rerouteId }: z.infer<typeof input>, _by: Actor, now: Date) {
    const asked = ask(await this.reroutes.lock(rerouteId), now);
    const { reroute, plan } = await this.planner.remake(asked, now);
    const requests = await this.planner.ask(reroute, plan, now);
    await this.reroutes.save(heard(reroute, requests));
    const news = { rerouteId, incidentId: reroute.incidentId };
    await this.events.emit(HostsAsked, news);
    if (!requests.some((request) => request.state === 'open')) await this.events.emit(HostsAnswered, news);
    return {
      result: { requests },
      subject: { type: 'reroute', id: rerouteId },
      detail: { hosts: requests.map((request) => request.officeId) },
    };
  }
}
