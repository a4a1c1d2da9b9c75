import { Injectable } from '@nestjs/common';
import { Events, type EventType, Tx } from '../platform/index.js';
import { AnnouncementStore } from './announcement-store.js';
import { AnnouncementCancelled, AnnouncementPublished, AnnouncementUpdated } from './events.js';
import type { Announcement, AnnouncementMessage, MessageKind } from './types.js';

export const DELIVER = 'announcements.deliver';

const NEWS: Record<MessageKind, EventType<{ announcementId: string }>> = {
  alert: AnnouncementPublished,
  update: AnnouncementUpdated,
  cancel: AnnouncementCancelled,
};

/** Puts a message before the public: on the page, in feed and CAP at once, to subscribers by a durable workflow. */
@Injectable()
export class Publisher {
  constructor(
    private readonly announcements: AnnouncementStore,
    private readonly events: Events,
    private readonly tx: Tx,
  ) {}

  async say(announcement: Announcement, message: AnnouncementMessage): Promise<void> {
    if (message.kind === 'alert') await this.announcements.insert(announcement);
    else await this.announcements.save(announcement);
    await this.announcements.add(message);
    await this.events.emit(NEWS[message.kind], { announcementId: announcement.id });
    await this.tx.start(DELIVER, `deliver-${message.id}`, message.id);
  }
}
