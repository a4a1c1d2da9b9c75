import { Injectable } from '@nestjs/common';
import { masked } from '../../platform/index.js';
import { RecordStore } from '../crew/record-store.js';
import { OutreachParameters } from '../parameters.js';
import { RequestStore } from '../requests/request-store.js';
import { RequesterStore } from '../requests/requester-store.js';
import { type Notice, NoticeStore } from '../telling/notice-store.js';
import type { HomeVisit, TakenRecord, VisitRequest } from '../types.js';
import { PublicVisits } from './public-visits.js';
import { rankOf } from './share-out.js';
import { onVisit, placesLeft } from './visit-rules.js';
import { type RosterLine, VisitStore } from './visit-store.js';

const LIST_LIMIT = 300;

/** A visit as staff see it; who is on it stands in the order of urgency, numbers masked. */
export interface VisitFile {
  visit: HomeVisit;
  requests: (Omit<VisitRequest, 'requesterId'> & { phone?: string; notice?: Notice })[];
  placesLeft: number;
  records: TakenRecord[];
  /** Whether the directory has an outreach offering of the service there. */
  hasOffering: boolean;
}

/** Questions about the roster. */
@Injectable()
export class Roster {
  constructor(
    private readonly visits: VisitStore,
    private readonly requests: RequestStore,
    private readonly requesters: RequesterStore,
    private readonly records: RecordStore,
    private readonly notices: NoticeStore,
    private readonly publicVisits: PublicVisits,
    private readonly parameters: OutreachParameters,
  ) {}

  /** From this civil day on, in the order of days, at most 300; without those called off. */
  from(day: string): Promise<RosterLine[]> {
    return this.visits.lines(day, LIST_LIMIT);
  }

  visit(id: string): Promise<HomeVisit> {
    return this.visits.get(id);
  }

  async file(id: string): Promise<VisitFile> {
    const visit = await this.visits.get(id);
    const requests = await this.requests.ofVisit(id);
    const known = await this.requesters.byIds(requests.flatMap(({ requesterId }) => requesterId ?? []));
    const notices = await this.notices.newest(requests.map((request) => request.id));
    const headStart = this.parameters.headStart;
    const inOrder = [...requests].sort((a, b) => rankOf(a, headStart) - rankOf(b, headStart));
    return {
      visit,
      requests: inOrder.map(({ requesterId = '', ...request }) => {
        const phone = known.get(requesterId)?.phone;
        return { ...request, phone: phone && masked(phone), notice: notices.get(request.id) };
      }),
      placesLeft: placesLeft(visit, onVisit(requests)),
      records: await this.records.of(requests.map((request) => request.id)),
      hasOffering: (await this.publicVisits.offering(visit)) !== undefined,
    };
  }
}
