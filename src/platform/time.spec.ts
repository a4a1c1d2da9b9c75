import { civilDate } from './index.js';

it('tells the date where the office stands, and from a text too', () => {
  expect(civilDate(new Date('2025-08-30T17:30:00Z'))).toBe('2025-08-31');
  expect(civilDate(new Date('2025-08-30T17:30:00Z'), 'UTC')).toBe('2025-08-30');
  expect(civilDate('2025-08-30T15:30:00Z', 'Asia/Jayapura')).toBe('2025-08-31');
});
