import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { AnnouncementStore } from './announcement-store.js';
import { Drafts } from './draft.js';
import { errors } from './errors.js';
import { Publisher } from './publisher.js';
import { ended, following, mayFollow } from './rules.js';
import { type Announcement, cancelReasons } from './types.js';

const input = z.object({
  announcementId: z.uuid(),
  reason: z.enum(cancelReasons).default('withdrawn'),
  /** Since when it no longer holds; now when not given. */
  at: z.coerce.date().optional(),
});

/** Says that an announcement no longer holds, and why; everything said before is referred to. */
@Injectable()
export class CancelAnnouncement extends Change<z.output<typeof input>, Announcement> {
  readonly name = 'announcements.cancel';
  readonly permission = 'announcement:cancel';
  readonly input = input;

  constructor(
    private readonly announcements: AnnouncementStore,
    private readonly drafts: Drafts,
    private readonly publisher: Publisher,
  ) {
    super();
  }

  protected async perform(
    { announcementId, reason, at }: z.output<typeof input>,
    _by: Actor,
    now: Date,
  ): Promise<Changed<Announcement>> {
    const { messages, ...announcement } = await this.announcements.lock(announcementId);
    const last = messages.at(-1);
    if (!last) throw errors.noSuchAnnouncement({ id: announcementId });
    mayFollow(last.kind, 'cancel');
    const facts = ended(last, reason, at ?? now);
    const message = this.drafts.message({ announcementId, number: messages.length + 1, kind: 'cancel', reason, facts }, now);
    const cancelled = following(announcement, 'cancel', now);
    await this.publisher.say(cancelled, message);
    return { result: cancelled, subject: { type: 'announcement', id: announcementId }, detail: { reason, message: message.id } };
  }
}
