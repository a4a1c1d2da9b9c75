/**
 * What the public is told, from one record: a page, an Atom entry, a CAP 1.2 alert and a mail to who asked for it. What was told
 * is never changed; what is new is a further message that refers to it, and when the incident is over a last one cancels it.
 */
export { type AnnouncementPreview, Announcements } from './announcements.js';
export { AnnouncementsModule } from './announcements.module.js';
export { CancelAnnouncement } from './cancel-announcement.js';
export { ConfirmSubscription } from './confirm-subscription.js';
export { AnnouncementCancelled, AnnouncementPublished, AnnouncementUpdated } from './events.js';
export { PublishAnnouncement } from './publish-announcement.js';
export { Subscribe } from './subscribe.js';
export { Subscribers } from './subscribers.js';
export {
  type Announcement,
  type AnnouncementMessage,
  type AnnouncementState,
  type AnnouncementWithMessages,
  type CancelReason,
  cancelReasons,
  type Facts,
  type Said,
} from './types.js';
export { Unsubscribe } from './unsubscribe.js';
export { UpdateAnnouncement } from './update-announcement.js';
