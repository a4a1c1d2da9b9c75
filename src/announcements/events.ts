import { event } from '../platform/index.js';

interface OfAnnouncement {
  announcementId: string;
}

export const AnnouncementPublished = event<OfAnnouncement>('announcements.published');
export const AnnouncementUpdated = event<OfAnnouncement>('announcements.updated');
export const AnnouncementCancelled = event<OfAnnouncement>('announcements.cancelled');
