import { Injectable } from '@nestjs/common';
import { type Incident, Incidents } from '../../incidents/index.js';
import { Accounts, Actor } from '../../people/index.js';
import { type Reroute, Reroutes } from '../../rerouting/index.js';
import { errors } from '../errors.js';
import { KATANG } from './facts.js';

type Part = 'admin' | 'coordinator' | 'coordinator-2' | 'recovery-officer' | 'dispensation-officer';

/** Who plays, and what the story is about. */
@Injectable()
export class Cast {
  constructor(
    private readonly accounts: Accounts,
    private readonly incidents: Incidents,
    private readonly reroutes: Reroutes,
  ) {}

  async as(part: Part): Promise<Actor> {
    const { id, roles, name } = await this.accounts.byEmail(`${part}@contoh.invalid`);
    return Actor.account(id, roles, name);
  }

  async maybeIncident(): Promise<Incident | undefined> {
    return (await this.incidents.ofOffice(KATANG))[0];
  }

  async incident(): Promise<Incident> {
    const incident = await this.maybeIncident();
    if (!incident) throw errors.storyOutOfOrder({ missing: 'the incident' });
    return incident;
  }

  /** The newest reroute of the story's incident. */
  async maybeReroute(): Promise<Reroute | undefined> {
    const incident = await this.maybeIncident();
    return incident && (await this.reroutes.ofIncident(incident.id))[0];
  }

  async reroute(): Promise<Reroute> {
    const reroute = await this.maybeReroute();
    if (!reroute) throw errors.storyOutOfOrder({ missing: 'the reroute' });
    return reroute;
  }
}
