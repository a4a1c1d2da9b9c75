import { CalendarDeskController } from './calendar-desk.controller.js';
import { CalendarVerbs } from './calendar-verbs.js';
import { IndexDeskController } from './index-desk.controller.js';
import { OfferingDeskController } from './offering-desk.controller.js';
import { OfferingDeskPage } from './offering-desk.page.js';
import { OfficeDeskController } from './office-desk.controller.js';
import { OfficeDeskPage } from './office-desk.page.js';
import { StandardsDeskController } from './standards-desk.controller.js';
import { VisitForm } from './visit-form.js';
import { VisitPages } from './visit-pages.js';
import { VisitVerbs } from './visit-verbs.js';
import { VisitsDeskController } from './visits-desk.controller.js';

export const OFFER_DESKS = [
  IndexDeskController,
  CalendarDeskController,
  VisitsDeskController,
  StandardsDeskController,
  OfficeDeskController,
  OfferingDeskController,
];
export const OFFER_PAGES = [CalendarVerbs, VisitVerbs, VisitForm, VisitPages, OfficeDeskPage, OfferingDeskPage];
