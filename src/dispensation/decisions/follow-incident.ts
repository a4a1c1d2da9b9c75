import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { Dispensations } from './dispensations.js';
import { RevokeDispensation } from './revoke-dispensation.js';

/**
 * A decision rests on an office that could not serve. When every status of its incident is corrected as a mistake, that ground
 * is gone and the decision is revoked. An incident that merely ends, or lasts longer, leaves a signed decision as it stands:
 * people may be promised more only by a new decision that replaces it.
 */
@Injectable()
export class FollowIncident {
  constructor(
    private readonly directory: Directory,
    private readonly dispensations: Dispensations,
    private readonly revoke: RevokeDispensation,
    private readonly texts: Texts,
  ) {}

  async run(incidentId: string): Promise<void> {
    if (!(await this.wasMistake(incidentId))) return;
    const reason = this.texts.t('id', 'dispensation:incident-corrected');
    for (const { id, state } of await this.dispensations.ofIncident(incidentId)) {
      if (state === 'proposed' || state === 'signed')
        await this.revoke.run(Actor.system('dispensation'), { dispensationId: id, reason });
    }
  }

  private async wasMistake(incidentId: string): Promise<boolean> {
    const statuses = await this.directory.statusesOfIncident(incidentId);
    const corrected = statuses.filter((status) => status.incidentId === incidentId && status.correction);
    return corrected.length > 0 && statuses.every((status) => status.incidentId !== incidentId || status.correction);
  }
}
