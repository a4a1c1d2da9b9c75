import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { errors } from './errors.js';
import { Planner } from './planner.js';
import { RerouteStore } from './reroute-store.js';
import { heard, isAsked, isDraft } from './rules.js';
import type { Reroute } from './types.js';

const input = z.object({ rerouteId: z.uuid() });

/** Makes the plan of a draft again from the facts of now: a host has closed, or a place has opened. */
@Injectable()
export class AdaptReroute extends Change<z.infer<typeof input>, Reroute> {
  readonly name = 'rerouting.adapt';
  readonly permission = 'reroute:propose';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly planner: Planner,
  ) {
    super();
  }

  protected async perform({ rerouteId }: z.infer<typeof input>, _by: Actor, now: Date) {
    const draft = await this.reroutes.lock(rerouteId);
    if (!isDraft(draft)) throw errors.wrongState({ state: draft.state });
    const { reroute, plan } = await this.planner.remake(draft, now);
    const adapted = isAsked(reroute) ? heard(reroute, await this.planner.ask(reroute, plan, now)) : reroute;
    await this.reroutes.save(adapted);
    return { result: adapted, subject: { type: 'reroute', id: rerouteId }, detail: { version: reroute.version } };
  }
}
