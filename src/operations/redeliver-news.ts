import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Events } from '../platform/index.js';
import { errors } from './errors.js';

const input = z.object({ eventId: z.uuid(), listener: z.string().min(1) });

/** Has news that failed at a listener delivered there anew. Throws `nothing-undelivered`. */
@Injectable()
export class RedeliverNews extends Change<z.infer<typeof input>, void> {
  readonly name = 'operations.redeliver-news';
  readonly permission = 'news:redeliver';
  readonly input = input;

  constructor(private readonly events: Events) {
    super();
  }

  protected async perform({ eventId, listener }: z.infer<typeof input>, _by: Actor) {
    if (!(await this.events.deliverAgain(eventId, listener))) throw errors.nothingUndelivered({ eventId, listener });
    return { result: undefined, subject: { type: 'event', id: eventId }, detail: { listener } };
  }
}
