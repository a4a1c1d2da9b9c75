import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { DAY_MS } from '../platform/index.js';
import { ComplaintParameters } from './parameters.js';
import { SenderStore } from './sender-store.js';

const input = z.object({ days: z.number().int().min(1).max(3650).optional() });

export interface Purged {
  complaints: number;
  messages: number;
  senders: number;
}

/** Deletes numbers and words of complaints closed longer ago than `days` (default: `data/complaints.json`). */
@Injectable()
export class PurgeSenders extends Change<z.output<typeof input>, Purged> {
  readonly name = 'complaints.purge';
  readonly permission = 'complaint:purge';
  readonly input = input;

  constructor(
    private readonly senders: SenderStore,
    private readonly parameters: ComplaintParameters,
  ) {
    super();
  }

  protected async perform({ days }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<Purged>> {
    const after = days ?? this.parameters.values.purge.daysAfterClose;
    const purged = await this.senders.purge(new Date(now.getTime() - after * DAY_MS), now);
    return { result: purged, subject: { type: 'complaint', id: 'purged' }, detail: { ...purged, days: after } };
  }
}
