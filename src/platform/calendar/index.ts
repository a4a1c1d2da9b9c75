export { Calendar } from './calendar.js';
export {
  addDays,
  addWorkingDays,
  type Holiday,
  type HolidayKind,
  type Holidays,
  isWorkingDay,
  workingDaysBetween,
} from './rules.js';
