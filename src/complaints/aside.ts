import { Injectable } from '@nestjs/common';
import type { Locale } from '../platform/index.js';
import { MINUTE_MS, trackingIn } from '../platform/index.js';
import { ComplaintStore } from './complaint-store.js';
import { errors } from './errors.js';
import { MessageStore } from './message-store.js';
import { ComplaintParameters } from './parameters.js';
import { Say } from './say.js';
import type { Message, Said, Sender } from './types.js';

const LONGEST_STATUS_QUESTION = 30;

/** Messages that are no complaint: floods, empty ones, unknown agency codes, and "how far is my complaint". */
@Injectable()
export class Aside {
  constructor(
    private readonly messages: MessageStore,
    private readonly complaints: ComplaintStore,
    private readonly parameters: ComplaintParameters,
    private readonly say: Say,
  ) {}

  /** More from one telephone than a person types: kept, answered once, then only kept. */
  async flood(message: Message, sender: Sender | undefined, locale: Locale, now: Date): Promise<Said | undefined> {
    if (!sender || message.door !== 'sms') return undefined;
    const { messages: most, minutes } = this.parameters.values.flood;
    const { total, told } = await this.messages.countSince(sender.id, new Date(now.getTime() - minutes * MINUTE_MS));
    if (total < most) return undefined;
    await this.messages.insert({ ...message, outcome: 'flood' });
    return { outcome: 'flood', texts: told === 0 ? [this.say.plain(locale, 'flood')] : [] };
  }

  /** Throws `complaints.nothing-to-say` where a form can show it. */
  empty(message: Message, locale: Locale): Promise<Said> {
    if (message.door !== 'sms') throw errors.nothingToSay({ fields: [{ field: 'text', message: 'has no text' }] });
    return this.loose(message, 'empty', locale);
  }

  async loose(message: Message, outcome: 'empty' | 'unknown-agency', locale: Locale): Promise<Said> {
    await this.messages.insert({ ...message, outcome });
    return { outcome, texts: [await this.say.howTo(locale, outcome)] };
  }

  /** A tracking number alone, or after "status", asks how far it is. */
  async statusAsked(message: Message, body: string, locale: Locale): Promise<Said | undefined> {
    if (message.door !== 'sms' || body.length > LONGEST_STATUS_QUESTION) return undefined;
    const tracking = trackingIn(body);
    if (!tracking) return undefined;
    const complaint = await this.complaints.byTracking(tracking);
    await this.messages.insert({ ...message, outcome: 'status', complaintId: complaint?.id });
    const text = complaint ? this.say.status(complaint) : this.say.plain(locale, 'unknown-tracking');
    return { outcome: 'status', complaint, texts: [text] };
  }
}
