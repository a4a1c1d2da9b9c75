import { repeating } from './repeating.js';

it.each([
  ['once', '2025-09-01', undefined, undefined],
  [undefined, '2025-09-01', '2025-10-01', undefined],
  ['weekly', '2025-09-01', '2025-10-27', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20251027'],
  ['fortnightly', '2025-09-06', '2025-10-27', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;UNTIL=20251027'],
  ['monthly', '2025-09-09', '2026-01-31', 'FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260131'],
  ['monthly', '2025-09-30', '2026-01-31', 'FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20260131'],
  ['weekly', '2025-09-01', undefined, 'FREQ=WEEKLY;BYDAY=MO'],
  ['weekly', '2025-02-30', '2025-10-01', undefined],
  ['rubbish', '2025-09-01', '2025-10-01', 'rubbish;UNTIL=20251001'],
])('%s from %s until %s: %s', (choice, date, until, rule) => expect(repeating(choice, date, until)).toBe(rule));
