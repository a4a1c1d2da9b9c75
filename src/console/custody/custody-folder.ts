import { Injectable } from '@nestjs/common';
import { DataLosses, Milestones, Register } from '../../custody/index.js';
import { Directory } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';

/** Everything that is known of one lost building. */
@Injectable()
export class CustodyFolder {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly register: Register,
    private readonly dataLosses: DataLosses,
    private readonly steps: Milestones,
  ) {}

  async of(incidentId: string, limit: number, after?: string) {
    const incident = await this.incidents.get(incidentId);
    return {
      incident,
      office: await this.directory.office(incident.officeId),
      counts: await this.register.counts(incidentId),
      items: await this.register.page(incidentId, limit, after),
      replacements: await this.register.replacements(incidentId),
      losses: await this.dataLosses.ofIncident(incidentId),
      milestones: await this.steps.ofIncident(incidentId),
    };
  }
}
