import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { Bulletin, Events } from '../platform/index.js';
import { StatusChanged } from './events.js';
import { nextStatus } from './status-rules.js';
import { StatusStore } from './status-store.js';
import { type OfferingStatus, statusKinds } from './types.js';

const input = z.object({
  offeringIds: z.array(z.string().min(1)).min(1).max(5000),
  status: z.enum(statusKinds),
  since: z.coerce.date(),
  expectedEnd: z.coerce.date().optional(),
  cause: z.string().trim().min(1).max(500).optional(),
  incidentId: z.uuid().optional(),
  /** Whether the person who sets it vouches for it as a second pair of eyes. */
  confirmed: z.boolean(),
  correction: z.boolean().optional(),
});

type Command = z.infer<typeof input>;

/**
 * Says of offerings what holds for them from now on: all of them or, where one refuses, none. Public pages hear of it at the
 * commit (by the bulletin), the other rooms by the event.
 */
@Injectable()
export class SetStatus extends Change<Command, OfferingStatus[]> {
  readonly name = 'directory.set-status';
  readonly permission = 'status:set';
  readonly input = input;

  constructor(
    private readonly statuses: StatusStore,
    private readonly events: Events,
    private readonly bulletin: Bulletin,
  ) {
    super();
  }

  protected async perform(command: Command, by: Actor, now: Date): Promise<Changed<OfferingStatus[]>> {
    const { offeringIds: given, ...news } = command;
    const offeringIds = [...new Set(given)].sort();
    const previous = await this.statuses.lock(offeringIds, now);
    const next = previous.map((status) => nextStatus(status, news, by.person, now));
    await this.statuses.append(next);
    const { incidentId, status, confirmed, correction } = news;
    await this.events.emit(StatusChanged, { offeringIds, ...(incidentId ? { incidentId } : {}) });
    await this.bulletin.post(StatusChanged.name, { offeringIds });
    const subject = incidentId ? { type: 'incident', id: incidentId } : { type: 'offering', id: offeringIds.join(' ') };
    return { result: next, subject, detail: { offeringIds, status, confirmed, correction } };
  }
}
