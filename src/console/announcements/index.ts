import { AnnouncementPages } from './pages.js';
import { AnnouncementSources } from './sources.js';

export { AnnouncementDeskController } from './announcement.controller.js';
export const ANNOUNCEMENT_DESK = [AnnouncementPages, AnnouncementSources];
