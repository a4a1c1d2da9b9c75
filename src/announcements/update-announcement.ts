import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { AnnouncementStore } from './announcement-store.js';
import { Drafts } from './draft.js';
import { Publisher } from './publisher.js';
import { differs, following, mayFollow } from './rules.js';

const input = z.object({ announcementId: z.uuid() });

/** Says what is new about an incident that was announced; says nothing when nothing is. */
@Injectable()
export class UpdateAnnouncement extends Change<z.output<typeof input>, { changed: boolean }> {
  readonly name = 'announcements.update';
  readonly permission = 'announcement:publish';
  readonly input = input;

  constructor(
    private readonly announcements: AnnouncementStore,
    private readonly drafts: Drafts,
    private readonly publisher: Publisher,
  ) {
    super();
  }

  protected async perform(
    { announcementId }: z.output<typeof input>,
    _by: Actor,
    now: Date,
  ): Promise<Changed<{ changed: boolean }>> {
    const { messages, ...announcement } = await this.announcements.lock(announcementId);
    const last = messages.at(-1);
    mayFollow(last?.kind, 'update');
    const facts = await this.drafts.factsOf(announcement.incidentId, now);
    const changed = last === undefined || differs(last.facts, facts);
    if (changed) {
      const message = this.drafts.message({ announcementId, number: messages.length + 1, kind: 'update', facts }, now);
      await this.publisher.say(following(announcement, 'update', now), message);
    }
    return { result: { changed }, subject: { type: 'announcement', id: announcementId }, detail: { changed } };
  }
}
