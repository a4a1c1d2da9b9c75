import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { DAY_MS } from '../../platform/index.js';
import { OutreachParameters } from '../parameters.js';
import { RequesterStore } from './requester-store.js';

const input = z.object({ days: z.number().int().min(1).max(3650).optional() });

export interface PurgedRequesters {
  requests: number;
  requesters: number;
}

/** Deletes names, numbers and notes of requests that ended longer ago than `days` (default: `data/outreach.json`). */
@Injectable()
export class PurgeRequesters extends Change<z.output<typeof input>, PurgedRequesters> {
  readonly name = 'outreach.purge';
  readonly permission = 'visit:purge';
  readonly input = input;

  constructor(
    private readonly requesters: RequesterStore,
    private readonly parameters: OutreachParameters,
  ) {
    super();
  }

  protected async perform({ days }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<PurgedRequesters>> {
    const after = days ?? this.parameters.values.purge.daysAfterEnd;
    const purged = await this.requesters.purge(new Date(now.getTime() - after * DAY_MS), now);
    return { result: purged, subject: { type: 'visit-request', id: 'purged' }, detail: { ...purged, days: after } };
  }
}
