import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { SubscriberStore } from './subscriber-store.js';

const input = z.object({});

/** Deletes addresses that never said yes. */
@Injectable()
export class ForgetUnconfirmed extends Change<z.output<typeof input>, number> {
  readonly name = 'announcements.forget-unconfirmed';
  readonly permission = 'announcement:record';
  readonly input = input;

  constructor(private readonly subscribers: SubscriberStore) {
    super();
  }

  protected async perform(_command: object, _by: Actor, now: Date): Promise<Changed<number>> {
    const forgotten = await this.subscribers.forgetUnconfirmed(now);
    return { result: forgotten, subject: { type: 'subscriber', id: 'unconfirmed' }, detail: { forgotten } };
  }
}
