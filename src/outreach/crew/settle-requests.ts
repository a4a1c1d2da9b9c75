import { Injectable } from '@nestjs/common';
import { RequestStore } from '../requests/request-store.js';
import { recorded } from '../rules.js';
import type { VisitRequest } from '../types.js';
import { RecordStore } from './record-store.js';
import { weigh } from './weigh-records.js';

/** Brings requests to the state that all their records come to. Inside a verb's transaction, on locked requests. */
@Injectable()
export class SettleRequests {
  constructor(
    private readonly requests: RequestStore,
    private readonly records: RecordStore,
  ) {}

  async settle(locked: VisitRequest[], now: Date): Promise<VisitRequest[]> {
    const ids = locked.map(({ id }) => id);
    const records = Map.groupBy(await this.records.of(ids), ({ requestId }) => requestId);
    const resolutions = Map.groupBy(await this.records.resolutionsOf(ids), ({ requestId }) => requestId);
    const settled = locked.map((request) => {
      const { outcome, conflicts } = weigh(request, records.get(request.id) ?? [], resolutions.get(request.id)?.[0]);
      return { ...recorded(request, outcome, now), conflicts };
    });
    await this.requests.save(settled);
    return settled;
  }
}
