import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { newId } from '../platform/index.js';
import { errors } from './errors.js';
import { Mailer } from './mailer.js';
import { PostOffice } from './post-office.js';
import { SubscriberStore } from './subscriber-store.js';
import type { Subscriber } from './types.js';

const CONFIRM_WITHIN_MS = 48 * 3_600_000;
const ASK_AGAIN_AFTER_MS = 10 * 60_000;
const KEY_BYTES = 24;

const input = z.object({
  address: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  locale: z.enum(['id', 'en']).default('id'),
});

/**
 * Asks an address whether it wants announcements; nothing is sent there before it says yes. Whether an address is known already
 * shows from outside in nothing. Throws `announcements.no-mail`.
 */
@Injectable()
export class Subscribe extends Change<z.output<typeof input>, void> {
  readonly name = 'announcements.subscribe';
  readonly permission = 'announcement:subscribe';
  readonly input = input;

  constructor(
    private readonly subscribers: SubscriberStore,
    private readonly office: PostOffice,
    private readonly mailer: Mailer,
  ) {
    super();
  }

  protected async perform({ address, locale }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<void>> {
    if (!this.mailer.sends) throw errors.noMail();
    const known = await this.subscribers.lockAddress(address);
    const ask =
      known === undefined || (known.state === 'pending' && now.getTime() - known.askedAt.getTime() > ASK_AGAIN_AFTER_MS);
    const subscriber = ask ? pending(known, address, locale, now) : known;
    if (ask) {
      await this.subscribers.save(subscriber);
      await this.office.queue(subscriber.id, undefined, now);
    }
    return { result: undefined, subject: { type: 'subscriber', id: subscriber.id }, detail: { asked: ask } };
  }
}

function pending(known: Subscriber | undefined, address: string, locale: 'id' | 'en', now: Date): Subscriber {
  const key = () => randomBytes(KEY_BYTES).toString('base64url');
  const confirmBy = new Date(now.getTime() + CONFIRM_WITHIN_MS);
  return {
    id: known?.id ?? newId(),
    address,
    locale,
    state: 'pending',
    confirmKey: key(),
    leaveKey: known?.leaveKey ?? key(),
    askedAt: now,
    confirmBy,
  };
}
