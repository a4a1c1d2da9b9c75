import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DAY_MS, Events, makeTracking, newId } from '../../platform/index.js';
import { VisitRequested } from '../events.js';
import { OutreachParameters } from '../parameters.js';
import { TellRequesters } from '../telling/tell-requesters.js';
import type { Door, Need, VisitRequest } from '../types.js';
import { RequestStore } from './request-store.js';
import { RequesterStore } from './requester-store.js';

/** A request as it was handed in. The service and the village are known to exist. */
export interface Draft {
  door: Door;
  key?: string;
  locale: 'id' | 'en';
  serviceId: string;
  villageCode: string;
  people: number;
  needs: Need[];
  name?: string;
  /** In international form. */
  phone?: string;
  directions?: string;
}

/** `known`: the same number, or without one the same name in the same village, asked for the service in the last days. */
export interface Taken {
  request: VisitRequest;
  known: boolean;
}

/** Takes requests in, one or many at once, and recognises those that were made already. Inside a verb's transaction. */
@Injectable()
export class TakeRequests {
  constructor(
    private readonly requests: RequestStore,
    private readonly requesters: RequesterStore,
    private readonly parameters: OutreachParameters,
    private readonly tell: TellRequesters,
    private readonly events: Events,
  ) {}

  /** In the order in which they were handed in. */
  async take(drafts: Draft[], now: Date): Promise<Taken[]> {
    const names = drafts.map(sameness);
    await this.requests.takeTurns(names);
    const before = await this.requests.same(drafts, new Date(now.getTime() - this.parameters.values.sameRequest.days * DAY_MS));
    const isFresh = (at: number) => !before.has(at) && names.indexOf(names[at] ?? '') === at;
    const made = await this.make(
      drafts.filter((_, at) => isFresh(at)),
      now,
    );
    const fresh = new Map(names.filter((_, at) => isFresh(at)).map((name, index) => [name, made[index]]));
    return drafts.map((_, at) => {
      const request = before.get(at) ?? fresh.get(names[at] ?? '');
      if (!request) throw new Error('a request was expected');
      return { request, known: !isFresh(at) };
    });
  }

  private async make(drafts: Draft[], now: Date): Promise<VisitRequest[]> {
    if (drafts.length === 0) return [];
    const trackings = await this.freeTrackings(drafts.length);
    const requests = drafts.map((draft, at) => requestOf(draft, trackings[at] ?? '', now));
    await this.requesters.insert(requests.map(({ requesterId: id }, at) => ({ ...whoOf(drafts[at]), id: id ?? '' })));
    await this.requests.insert(requests.map((request, at) => ({ ...request, key: drafts[at]?.key })));
    await this.tell.tell(
      'received',
      requests.filter(({ door }) => door !== 'sms'),
      {},
      now,
    );
    for (const { id, villageCode } of requests) await this.events.emit(VisitRequested, { requestId: id, villageCode });
    return requests;
  }

  private async freeTrackings(count: number): Promise<string[]> {
    const made = new Set<string>();
    while (made.size < count) {
      const more = Array.from({ length: count - made.size }, () => makeTracking((below) => randomInt(below)));
      const taken = await this.requests.takenTrackings(more);
      for (const tracking of more) if (!taken.has(tracking)) made.add(tracking);
    }
    return [...made];
  }
}

/** Without a number only the whole name in the village tells two people apart; without either, nothing does. */
function sameness({ phone, name, serviceId, villageCode, key, door }: Draft, at: number): string {
  if (phone) return `${phone} ${serviceId}`;
  return name ? `${name.toLowerCase()} ${villageCode} ${serviceId}` : `${door} ${key ?? at}`;
}

function requestOf({ door, locale, serviceId, villageCode, people, needs }: Draft, tracking: string, now: Date): VisitRequest {
  return {
    id: newId(),
    tracking,
    door,
    state: 'requested',
    requesterId: newId(),
    locale,
    serviceId,
    villageCode,
    people,
    needs,
    receivedAt: now,
    conflicts: [],
  };
}

function whoOf(draft: Draft | undefined) {
  return { name: draft?.name, phone: draft?.phone, directions: draft?.directions };
}
