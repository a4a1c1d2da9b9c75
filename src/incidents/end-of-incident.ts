import { Injectable } from '@nestjs/common';
import type { Actor } from '../people/index.js';
import { Reroutes, WithdrawReroute } from '../rerouting/index.js';
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
    private readonly reroutes: Reroutes,
    private readonly withdraw: WithdrawReroute,
  ) {}

  async of(incident: Incident & { state: 'closed' | 'corrected' }, by: Actor, now: Date): Promise<void> {
    const corrected = incident.state === 'corrected';
    await this.incidents.lockOffice(incident.officeId);
    await this.log.move(incident, by.person, now, corrected ? { reason: incident.correctionReason } : { reopenedAt: incident.reopenedAt });
    await this.statuses.release(incident, by, corrected ? incident.beganAt : incident.reopenedAt!, corrected);
    await this.withdrawReroutes(incident.id, by, corrected ? 'declared-by-mistake' : 'reopened');
  }

  private async withdrawReroutes(incidentId: string, by: Actor, reason: string): Promise<void> {
    for (const reroute of await this.reroutes.ofIncident(incidentId)) {
      if (reroute.state !== 'withdrawn') await this.withdraw.run(by, { rerouteId: reroute.id, reason });
    }
  }
}
