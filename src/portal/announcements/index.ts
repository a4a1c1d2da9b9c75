export { AnnouncementController } from './announcement.controller.js';
export { SubscriptionController } from './subscription.controller.js';
