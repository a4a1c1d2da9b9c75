export { CALENDAR_CHANGED, Calendar } from './calendar.js';
export { CalendarStore } from './calendar-store.js';
export {
  addDays,
  addWorkingDays,
  type Holiday,
  type HolidayKind,
  type Holidays,
  isWorkingDay,
  workingDaysBetween,
} from './rules.js';
export type { HolidayVersion } from './versions.js';
