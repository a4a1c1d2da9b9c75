import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { errors } from './errors.js';
import { PlanStore } from './plan-store.js';
import { Planner } from './planner.js';
import { OptionCheck } from './planning/option-check.js';
import { changeBetween } from './planning/plan-change.js';
import { planOptionsInput } from './planning/plan-input.js';
import { RerouteStore } from './reroute-store.js';
import { isAsked, isDraft } from './rules.js';
import type { PlanChange, Reroute } from './types.js';

const input = z.object({
  rerouteId: z.uuid(),
  /** The version that the operator looked at; refused when it is no longer the one. */
  version: z.coerce.number().int().positive().optional(),
  options: planOptionsInput,
});

/** All that an operator asks of a draft's plan, in place of what was asked before; it is made again with it at once. */
@Injectable()
export class SetPlanOptions extends Change<z.infer<typeof input>, { reroute: Reroute; change: PlanChange }> {
  readonly name = 'rerouting.set-plan-options';
  readonly permission = 'reroute:plan';
  readonly input = input;

  constructor(
    private readonly reroutes: RerouteStore,
    private readonly plans: PlanStore,
    private readonly check: OptionCheck,
    private readonly planner: Planner,
  ) {
    super();
  }

  protected async perform({ rerouteId, version, options }: z.infer<typeof input>, _by: Actor, now: Date) {
    const draft = await this.reroutes.lock(rerouteId);
    if (!isDraft(draft)) throw errors.wrongState({ state: draft.state });
    if (version !== undefined && version !== draft.version) throw errors.changedMeanwhile({ version: draft.version });
    const before = await this.plans.get(rerouteId, draft.version);
    await this.check.of(options, before);
    const { reroute, plan } = await this.planner.remake(draft, now, { options });
    await this.reroutes.save(reroute);
    if (isAsked(reroute)) await this.planner.ask(reroute, plan, now);
    const change = changeBetween(before, plan);
    const { pins, bans, extensions, visits, hazard } = options;
    const asked = { pins: pins.length, bans, extensions, visits: visits.length, ...(hazard ? { hazard } : {}) };
    const detail = { version: reroute.version, ...asked, personKm: change.personKm, over: change.over };
    return { result: { reroute, change }, subject: { type: 'reroute', id: rerouteId }, detail };
  }
}
