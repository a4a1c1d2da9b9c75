import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { errors } from './errors.js';
import { SubscriberStore } from './subscriber-store.js';

const input = z.object({ key: z.string().min(1).max(100) });

/** The yes of the address itself, by the key it was sent. Throws `announcements.no-such-subscription`. */
@Injectable()
export class ConfirmSubscription extends Change<z.output<typeof input>, void> {
  readonly name = 'announcements.confirm-subscription';
  readonly permission = 'announcement:subscribe';
  readonly input = input;

  constructor(private readonly subscribers: SubscriberStore) {
    super();
  }

  protected async perform({ key }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<void>> {
    const subscriber = await this.subscribers.byConfirmKey(key);
    if (!subscriber || (subscriber.state === 'pending' && subscriber.confirmBy < now)) throw errors.noSuchSubscription();
    if (subscriber.state === 'pending') await this.subscribers.save({ ...subscriber, state: 'confirmed', confirmedAt: now });
    return { result: undefined, subject: { type: 'subscriber', id: subscriber.id } };
  }
}
