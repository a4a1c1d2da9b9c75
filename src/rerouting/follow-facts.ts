import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory, StatusChanged } from '../directory/index.js';
import { Actor } from '../people/index.js';
import { Clock, Events } from '../platform/index.js';
import { AdaptReroute } from './adapt-reroute.js';
import { HostTroubles } from './hosting/host-troubles.js';
import { ProposeReroute } from './propose-reroute.js';
import { RerouteStore } from './reroute-store.js';
import { Reroutes } from './reroutes.js';
import { isDraft, isLive } from './rules.js';
import { WithdrawForIncident } from './withdraw-for-incident.js';

interface StatusNews {
  offeringIds: string[];
  incidentIds: string[];
}

const OVER = 'every service of this incident is back';

@Injectable()
export class FollowVerbs {
  constructor(
    readonly adapt: AdaptReroute,
    readonly propose: ProposeReroute,
    readonly withdraw: WithdrawForIncident,
    readonly troubles: HostTroubles,
  ) {}
}

/** Keeps reroutes true when statuses change: nothing stays published for an incident that is over, nobody is sent to a closed host. */
@Injectable()
export class FollowFacts implements OnModuleInit {
  private readonly by = Actor.system('rerouting');

  constructor(
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly stores: RerouteStore,
    private readonly reroutes: Reroutes,
    private readonly verbs: FollowVerbs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(StatusChanged, 'rerouting.follow-status', (news) => this.follow(news));
  }

  private async follow({ offeringIds, incidentIds }: StatusNews): Promise<void> {
    for (const incidentId of incidentIds) await this.withdrawWhenOver(incidentId);
    for (const draft of await this.stores.drafts()) await this.verbs.adapt.run(this.by, { rerouteId: draft.id });
    const statuses = await this.directory.statuses(offeringIds);
    const shut = [...statuses.values()].filter(({ status }) => status === 'suspended').map((status) => status.offeringId);
    await this.verbs.troubles.noteFailed(this.by, shut, this.clock.now());
    const others = new Set((await this.reroutes.usersOf(shut)).map((leg) => leg.incidentId));
    for (const other of others) await this.proposeAgain(other);
  }

  private async withdrawWhenOver(incidentId: string): Promise<void> {
    const live = (await this.stores.ofIncident(incidentId)).some(isLive);
    if (live && !(await this.stillShut(incidentId))) await this.verbs.withdraw.run(this.by, { incidentId, reason: OVER });
  }

  private async stillShut(incidentId: string): Promise<boolean> {
    const statuses = await this.directory.statusesOfIncident(incidentId);
    return statuses.some((said) => said.incidentId === incidentId && (said.status === 'suspended' || said.status === 'moved'));
  }

  private async proposeAgain(incidentId: string): Promise<void> {
    const drafts = (await this.stores.ofIncident(incidentId)).filter(isDraft);
    if (drafts.length === 0 && (await this.stillShut(incidentId))) await this.verbs.propose.run(this.by, { incidentId });
  }
}
