/** Units that come to people: visits by a rule that ends, with place, quota and whom they are for; as questions and as iCalendar. */
import { AddVisit } from './add-visit.js';
import { CancelVisit } from './cancel-visit.js';
import { StartOutreach } from './start-outreach.js';
import { VisitCalendar } from './visit-calendar.js';
import { VisitStore } from './visit-store.js';
import { Visits } from './visits.js';

export type { ListedVisit, VisitQuery } from './visit-store.js';
export { type ComingDay, Visits } from './visits.js';
export { visitsBetween, visitsFor } from './visits-between.js';
export { AddVisit, CancelVisit, StartOutreach, VisitCalendar };
export const VISIT_DOORS = [Visits, VisitCalendar, StartOutreach, AddVisit, CancelVisit];
export const VISITS = [VisitStore, ...VISIT_DOORS];
