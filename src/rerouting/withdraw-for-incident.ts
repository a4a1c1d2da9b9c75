import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Publication } from './publication.js';
import { RerouteStore } from './reroute-store.js';
import { isLive } from './rules.js';

const input = z.object({ incidentId: z.uuid(), reason: z.string().trim().min(3).max(500) });

/** Takes back everything that was prepared or published for an incident that is over or was a mistake. */
@Injectable()
export class WithdrawForIncident extends Change<z.infer<typeof input>, { withdrawn: string[] }> {
  readonly name = 'rerouting.withdraw-for-incident';
  readonly permission = 'reroute:withdraw';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly publication: Publication,
  ) {
    super();
  }

  protected async perform({ incidentId, reason }: z.infer<typeof input>, by: Actor, now: Date) {
    const live = (await this.reroutes.ofIncident(incidentId)).filter(isLive);
    for (const { id } of live) {
      const reroute = await this.reroutes.lock(id);
      if (isLive(reroute)) await this.publication.withdraw(reroute, by.person, reason, now);
    }
    const withdrawn = live.map((reroute) => reroute.id);
    return { result: { withdrawn }, subject: { type: 'incident', id: incidentId }, detail: { withdrawn } };
  }
}
