import type { OpeningHours } from '../../directory/index.js';
import { Config, Texts } from '../../platform/index.js';
import { specialDays } from './special-days.js';

const texts = new Texts(new Config({}));
const reason = { id: 'Simulasi kebakaran', en: 'Fire drill' };
const hours: OpeningHours = {
  always: false,
  weekly: {},
  closedOn: [],
  specialDays: {
    '2025-09-20': { spans: [], reason },
    '2025-09-06': { spans: [{ open: '08:00', close: '10:00' }], reason },
    '2025-08-29': { spans: [], reason },
    '2025-12-24': { spans: [] },
  },
};

it('says which days to come differ, and why, in both languages', () => {
  expect(specialDays(hours, '2025-08-30', texts, 'id')).toEqual([
    '6 September 2025 buka 08.00-10.00: Simulasi kebakaran',
    '20 September 2025 tutup: Simulasi kebakaran',
  ]);
  expect(specialDays(hours, '2025-12-01', texts, 'en')).toEqual(['Shut on 24 December 2025']);
});
