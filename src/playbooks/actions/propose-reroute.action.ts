import { Injectable } from '@nestjs/common';
import { Incidents } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { ProposeReroute } from '../../rerouting/index.js';
import type { Action } from '../action.js';

@Injectable()
export class ProposeRerouteAction implements Action {
  readonly name = 'rerouting.propose';

  constructor(
    private readonly incidents: Incidents,
    private readonly propose: ProposeReroute,
  ) {}

  async perform(incidentId: string, by: Actor): Promise<void> {
    const { reportedBy } = await this.incidents.get(incidentId);
    await this.propose.run(by, { incidentId, declaredBy: reportedBy });
  }
}
