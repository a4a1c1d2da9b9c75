import { Injectable } from '@nestjs/common';
import { DayReports } from '../../directory/index.js';
import { addDays } from '../../platform/index.js';
import { HostStore } from '../host-store.js';
import type { HostRequest, Leg } from '../types.js';
import { isFull, observedRoom, REMEMBERED_DAYS } from './host-rules.js';
import { HostTroubleStore } from './host-trouble-store.js';

type AtHost = Pick<Leg, 'officeId'> & { rerouteId: string };

/** What hosts said of their days, as planning and the public answer need it. */
@Injectable()
export class ObservedHosts {
  constructor(
    private readonly reports: DayReports,
    private readonly hosts: HostStore,
    private readonly troubles: HostTroubleStore,
  ) {}

  /** The requests as a plan takes them: with the people a day that hosts have shown they can take, and who is silent. */
  async observe(requests: HostRequest[], at: Date): Promise<HostRequest[]> {
    const accepted = requests.filter(({ state }) => state === 'accepted');
    if (accepted.length === 0) return requests;
    const today = at.toISOString().slice(0, 10);
    const offices = accepted.map(({ officeId }) => officeId);
    const days = await this.reports.figures(offices, addDays(today, -REMEMBERED_DAYS), addDays(today, 1), at);
    const ofOffice = Map.groupBy(days, ({ officeId }) => officeId);
    const silent = await this.troubles.silentSince(offices, at);
    return requests.map((request) => {
      if (request.state !== 'accepted') return request;
      const own = ofOffice.get(request.officeId) ?? [];
      const since = silent.get(request.officeId);
      const quiet = since !== undefined && !own.some(({ heardAt }) => heardAt > since);
      const perDay = observedRoom(request.perDay, own);
      return { ...request, perDay, isObserved: perDay !== request.perDay, ...(quiet ? { isSilent: true } : {}) };
    });
  }

  /** Of the hosts behind these legs, by `rerouteId officeId`: the civil date on which they are full, where that is today. */
  async fullOn(legs: AtHost[], at: Date): Promise<Map<string, string>> {
    const today = await this.reports.today([...new Set(legs.flatMap(({ officeId }) => officeId ?? []))], at);
    if (today.size === 0) return new Map();
    const granted = await this.hosts.granted([...new Set(legs.map(({ rerouteId }) => rerouteId))], [...today.keys()]);
    const full = granted.filter((host) => isFull(today.get(host.officeId), host));
    return new Map(full.map(({ rerouteId, officeId }) => [`${rerouteId} ${officeId}`, today.get(officeId)!.date]));
  }
}
