import { event } from '../platform/index.js';

/**
 * What is offered changed: hours, special days, visits, what is asked for in an emergency, how to enter. `comesTo`: the regions whose
 * people a unit comes to, or comes to no more. Also said in the bulletin.
 */
export const OffersChanged = event<{ offeringIds: string[]; comesTo: string[] }>('directory.offers-changed');

/** A day of the civil calendar became a holiday, or is one no more. */
export const CalendarChanged = event<{ date: string }>('directory.calendar-changed');

/** A new status was recorded for these offerings, by these incidents if by any. */
export const StatusChanged = event<{ offeringIds: string[]; incidentIds: string[] }>('directory.status-changed');
