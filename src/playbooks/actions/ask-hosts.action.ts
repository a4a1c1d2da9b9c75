import { Injectable } from '@nestjs/common';
import type { Actor } from '../../people/index.js';
import { AskHosts, Reroutes } from '../../rerouting/index.js';
import type { Action } from '../action.js';
import { errors } from '../errors.js';

/** Asks the hosts of the reroute that was proposed last. */
@Injectable()
export class AskHostsAction implements Action {
  readonly name = 'rerouting.ask-hosts';

  constructor(
    private readonly reroutes: Reroutes,
    private readonly askHosts: AskHosts,
  ) {}

  async perform(incidentId: string, by: Actor): Promise<void> {
    const proposed = (await this.reroutes.ofIncident(incidentId)).find(({ state }) => state === 'proposed');
    if (!proposed) throw errors.noReroute({ incidentId });
    await this.askHosts.run(by, { rerouteId: proposed.id });
  }
}
