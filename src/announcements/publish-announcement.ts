import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { newId } from '../platform/index.js';
import { AnnouncementStore } from './announcement-store.js';
import { Drafts } from './draft.js';
import { errors } from './errors.js';
import { Publisher } from './publisher.js';
import type { Announcement } from './types.js';

const input = z.object({ incidentId: z.uuid() });

/** Tells the public of an incident, from its facts. Throws `announcements.already-announced`: what is new is an update. */
@Injectable()
export class PublishAnnouncement extends Change<z.output<typeof input>, Announcement> {
  readonly name = 'announcements.publish';
  readonly permission = 'announcement:publish';
  readonly input = input;

  constructor(
    private readonly announcements: AnnouncementStore,
    private readonly drafts: Drafts,
    private readonly publisher: Publisher,
  ) {
    super();
  }

  protected async perform({ incidentId }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<Announcement>> {
    await this.announcements.lockIncident(incidentId);
    const current = await this.announcements.currentOf(incidentId);
    if (current) throw errors.alreadyAnnounced({ announcementId: current.id });
    const facts = await this.drafts.factsOf(incidentId, now);
    const announcement: Announcement = { id: newId(), incidentId, state: 'current', publishedAt: now, updatedAt: now };
    const message = this.drafts.message({ announcementId: announcement.id, number: 1, kind: 'alert', facts }, now);
    await this.publisher.say(announcement, message);
    return {
      result: announcement,
      subject: { type: 'announcement', id: announcement.id },
      detail: { incidentId, message: message.id, office: facts.office.id },
    };
  }
}
