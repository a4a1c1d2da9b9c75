import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Change, type Changed } from '../people/index.js';
import { SubscriberStore } from './subscriber-store.js';

const input = z.object({ key: z.string().min(1).max(100) });

/** Ends a subscription and forgets its address. Doing it twice is no error: a mail program may. */
@Injectable()
export class Unsubscribe extends Change<z.output<typeof input>, void> {
  readonly name = 'announcements.unsubscribe';
  readonly permission = 'announcement:subscribe';
  readonly input = input;

  constructor(private readonly subscribers: SubscriberStore) {
    super();
  }

  protected async perform({ key }: z.output<typeof input>): Promise<Changed<void>> {
    const subscriber = await this.subscribers.byLeaveKey(key);
    if (subscriber) await this.subscribers.forget(subscriber.id);
    return { result: undefined, subject: { type: 'subscriber', id: subscriber?.id ?? 'unknown' } };
  }
}
