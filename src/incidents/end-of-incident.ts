import { Injectable } from '@nestjs/common';
import type { Actor } from '../people/index.js';
import { Texts } from '../platform/index.js';
import { WithdrawForIncident } from '../rerouting/index.js';
import { IncidentLog } from './incident-log.js';
import { IncidentStore } from './incident-store.js';
import { OfficeStatuses } from './office-statuses.js';
import type { Incident } from './types.js';

/** What ends with an incident, in the same transaction: its statuses and its reroutes. */
@Injectable()
export class EndOfIncident {
  constructor(
    private readonly incidents: IncidentStore,
    private readonly log: IncidentLog,
    private readonly statuses: OfficeStatuses,
    private readonly withdraw: WithdrawForIncident,
    private readonly texts: Texts,
  ) {}

  async of(incident: Incident & { state: 'closed' | 'corrected' }, by: Actor, now: Date): Promise<void> {
    const corrected = incident.state === 'corrected';
    await this.incidents.lockOffice(incident.officeId);
    await this.log.move(
      incident,
      by.person,
      now,
      corrected ? { reason: incident.correctionReason } : { reopenedAt: incident.reopenedAt },
    );
    const reason = this.texts.t('id', corrected ? 'incidents:withdrawn.corrected' : 'incidents:withdrawn.reopened');
    await this.withdraw.run(by, { incidentId: incident.id, reason });
    await this.statuses.release(incident, by, corrected ? incident.beganAt : incident.reopenedAt!, corrected);
  }
}
