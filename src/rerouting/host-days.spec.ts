import type { OpeningHours } from '../directory/index.js';
import type { Holidays } from '../platform/index.js';
import { firstServiceDay } from './host-days.js';

const WIB = 'Asia/Jakarta';
const morning = [{ open: '08:00', close: '12:00' }];
const weekdays: OpeningHours = {
  always: false,
  weekly: { mon: morning, tue: morning, wed: morning, thu: morning, fri: morning },
  closedOn: ['national'],
};
const withSaturday: OpeningHours = { ...weekdays, weekly: { ...weekdays.weekly, sat: morning } };
const never: OpeningHours = { always: false, weekly: {}, closedOn: [] };
const always: OpeningHours = { always: true, weekly: {}, closedOn: [] };
const holidays: Holidays = new Map([['2025-09-05', { date: '2025-09-05', name: 'Maulid', kind: 'national', estimated: false }]]);

it.each([
  ['a day on which it opens', [weekdays], '2025-09-01', '2025-09-01'],
  ['a Sunday: the Monday after', [weekdays], '2025-08-31', '2025-09-01'],
  ['a holiday before a weekend', [weekdays], '2025-09-05', '2025-09-08'],
  ['a holiday before a Saturday with hours', [withSaturday], '2025-09-05', '2025-09-06'],
  ['the first that opens of several services', [weekdays, withSaturday], '2025-09-06', '2025-09-06'],
  ['one that never shuts', [always], '2025-08-31', '2025-08-31'],
  ['one whose hours nobody knows', [never], '2025-08-31', '2025-08-31'],
])('the first service day from %s', (_, hours, from, expected) => {
  expect(firstServiceDay(hours, holidays, from, WIB)).toBe(expected);
});
