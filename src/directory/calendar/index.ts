/** The civil calendar, as people change it: holidays and joint leave, each with its law and with the moment it became known. */
import { AddHoliday } from './add-holiday.js';
import { RemoveHoliday } from './remove-holiday.js';

export { AddHoliday, RemoveHoliday };
export const CALENDAR = [AddHoliday, RemoveHoliday];
