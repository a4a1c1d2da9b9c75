import { Injectable } from '@nestjs/common';
import { masked, readTracking } from '../../platform/index.js';
import { RecordStore } from '../crew/record-store.js';
import { errors } from '../errors.js';
import { VisitStore } from '../roster/visit-store.js';
import { type Notice, NoticeStore } from '../telling/notice-store.js';
import type { HomeVisit, Resolution, TakenRecord, VisitRequest } from '../types.js';
import { type Coverage, type RequestFilter, RequestStore } from './request-store.js';
import { RequesterStore } from './requester-store.js';

const LIST_LIMIT = 500;

/** A request as staff see it: who asked is masked. */
export interface RequestFile {
  request: Omit<VisitRequest, 'requesterId'>;
  phone?: string;
  hasName: boolean;
  visit?: HomeVisit;
  records: TakenRecord[];
  resolutions: Resolution[];
  notice?: Notice;
}

/** A request as anybody who knows its number may see it: nothing of who asked. */
export interface RequestStatus {
  tracking: string;
  state: VisitRequest['state'];
  serviceId: string;
  villageCode: string;
  people: number;
  receivedAt: Date;
  /** Only of a visit that is published. */
  visit?: Pick<HomeVisit, 'onDay' | 'opens' | 'closes' | 'place'>;
}

/** Questions about requests. */
@Injectable()
export class VisitRequests {
  constructor(
    private readonly requests: RequestStore,
    private readonly requesters: RequesterStore,
    private readonly visits: VisitStore,
    private readonly records: RecordStore,
    private readonly notices: NoticeStore,
  ) {}

  /** Throws `outreach.bad-tracking` for what cannot be a number, `outreach.no-such-request` for one that is none. */
  async byTracking(typed: string): Promise<VisitRequest> {
    const tracking = readTracking(typed);
    if (!tracking) throw errors.badTracking({ tracking: typed });
    const request = await this.requests.byTracking(tracking);
    if (!request) throw errors.noSuchRequest({ tracking });
    return request;
  }

  /** The longest waiting first, at most 500. */
  list(filter: RequestFilter): Promise<VisitRequest[]> {
    return this.requests.list(filter, LIST_LIMIT);
  }

  inConflict(): Promise<VisitRequest[]> {
    return this.requests.inConflict(LIST_LIMIT);
  }

  coverage(filter: RequestFilter): Promise<Coverage[]> {
    return this.requests.coverage(filter);
  }

  async status(typed: string): Promise<RequestStatus> {
    const { tracking, state, serviceId, villageCode, people, receivedAt, visitId } = await this.byTracking(typed);
    const visit = state === 'planned' && visitId ? await this.visits.get(visitId) : undefined;
    const told = visit?.state === 'published' ? visit : undefined;
    return {
      tracking,
      state: state === 'planned' && !told ? 'requested' : state,
      serviceId,
      villageCode,
      people,
      receivedAt,
      visit: told && { onDay: told.onDay, opens: told.opens, closes: told.closes, place: told.place },
    };
  }

  async file(typed: string): Promise<RequestFile> {
    const { requesterId = '', ...request } = await this.byTracking(typed);
    const requester = (await this.requesters.byIds([requesterId].filter(Boolean))).get(requesterId);
    return {
      request,
      phone: requester?.phone && masked(requester.phone),
      hasName: requester?.name !== undefined,
      visit: request.visitId ? await this.visits.get(request.visitId) : undefined,
      records: await this.records.of([request.id]),
      resolutions: await this.records.resolutionsOf([request.id]),
      notice: (await this.notices.newest([request.id])).get(request.id),
    };
  }
}
