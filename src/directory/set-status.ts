import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { Bulletin, Events } from '../platform/index.js';
import { StatusChanged } from './events.js';
import { nextStatus } from './status-rules.js';
import { StatusStore } from './status-store.js';
import { type OfferingStatus, statusKinds } from './types.js';

const offeringIds = z.array(z.string().min(1)).min(1).max(5000);
const news = z.object({
  status: z.enum(statusKinds),
  since: z.coerce.date(),
  expectedEnd: z.coerce.date().optional(),
  cause: z.string().trim().min(1).max(500).optional(),
  /** Whether the person who sets it vouches for it as a second pair of eyes. */
  confirmed: z.boolean(),
  correction: z.boolean().optional(),
});

const input = z.union([
  news.extend({ offeringIds, incidentId: z.uuid().optional() }),
  /** Many incidents that were declared together, each with what it is about. */
  news.extend({
    waveId: z.uuid(),
    incidents: z
      .array(z.object({ incidentId: z.uuid(), offeringIds }))
      .min(1)
      .max(1000),
  }),
]);

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
    const incidentOf = tellers(command);
    const offeringIds = [...incidentOf.keys()].sort();
    const { status, since, expectedEnd, cause, confirmed, correction } = command;
    const said = { status, since, expectedEnd, cause, confirmed, correction };
    const previous = await this.statuses.lock(offeringIds, now);
    const next = previous.map((before) =>
      nextStatus(before, { ...said, incidentId: incidentOf.get(before.offeringId) }, by.person, now),
    );
    await this.statuses.append(next);
    const incidents = [...new Set(incidentOf.values())].filter((id) => id !== undefined);
    await this.events.emit(StatusChanged, { offeringIds, incidentIds: incidents });
    await this.bulletin.post(StatusChanged.name, { offeringIds });
    const detail = { offeringIds, status, confirmed, correction };
    if ('waveId' in command)
      return { result: next, subject: { type: 'wave', id: command.waveId }, detail: { ...detail, incidents } };
    const [incidentId] = incidents;
    const subject = incidentId ? { type: 'incident', id: incidentId } : { type: 'offering', id: offeringIds.join(' ') };
    return { result: next, subject, detail };
  }
}

/** By the id of the offering: which incident tells it, if one does. */
function tellers(command: Command): Map<string, string | undefined> {
  const groups = 'waveId' in command ? command.incidents : [command];
  return new Map(groups.flatMap(({ offeringIds, incidentId }) => offeringIds.map((id) => [id, incidentId])));
}
