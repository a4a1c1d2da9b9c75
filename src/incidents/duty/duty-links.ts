import { Injectable } from '@nestjs/common';
import { type DutyMember, Roster } from '../../people/index.js';
import { Clock } from '../../platform/index.js';
import { errors } from '../errors.js';
import { IncidentStore } from '../incident-store.js';
import type { Incident } from '../types.js';
import { DutyLinkStore } from './duty-link-store.js';
import { DutyTokens } from './duty-tokens.js';

export interface DutyCall {
  member: DutyMember;
  incident: Incident;
  /** What the answer is about: the incident, or all of its wave that wait with it. */
  waiting: Incident[];
}

/** What the page of a link in a message to the roster shows before it is used. */
@Injectable()
export class DutyLinks {
  constructor(
    private readonly links: DutyLinkStore,
    private readonly tokens: DutyTokens,
    private readonly incidents: IncidentStore,
    private readonly roster: Roster,
    private readonly clock: Clock,
  ) {}

  /** Throws `duty-link-gone`. */
  async look(token: string): Promise<DutyCall> {
    const link = await this.links.look(this.tokens.digest(token), this.clock.now());
    const member = link && (await this.roster.members()).find(({ id }) => id === link.memberId);
    if (!member) throw errors.dutyLinkGone();
    const incident = await this.incidents.get(link.incidentId);
    return { member, incident, waiting: await this.waiting(incident) };
  }

  /** Of a wave, all that were reported and wait; one that no longer waits stands for itself. */
  async waiting(incident: Incident): Promise<Incident[]> {
    if (!incident.waveId) return [incident];
    const together = (await this.incidents.ofWave(incident.waveId)).filter(({ state }) => state === 'reported');
    return together.length > 0 ? together : [incident];
  }
}
