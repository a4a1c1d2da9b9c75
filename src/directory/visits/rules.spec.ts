import fc from 'fast-check';
import { addDays, type Holidays } from '../../platform/index.js';
import type { Visit } from '../types.js';
import { visitInput } from './visit-input.js';
import { visitRule } from './visit-rule.js';
import { visitsBetween, visitsFor } from './visits-between.js';

const MONDAY = '2025-09-01T08:00';
const none: Holidays = new Map();
const visit = (change: Partial<Visit> = {}): Visit => ({
  id: 'v1',
  offeringId: 'keliling.pkb-tahunan',
  place: 'Balai Desa Kras',
  regionCode: '35.06.03',
  lat: -7.9,
  lng: 111.9,
  coordinateIs: 'region-centroid',
  begins: MONDAY,
  ends: '12:00',
  except: [],
  closedOn: ['national', 'joint-leave'],
  serves: ['35.06.03'],
  isSample: true,
  ...change,
});
const dates = (some: Visit, from: string, to: string, holidays = none) =>
  visitsBetween([some], from, to, holidays).map(({ date }) => date);

describe('the days of a visit', () => {
  it.each([
    [undefined, ['2025-09-01']],
    ['FREQ=WEEKLY;BYDAY=MO;COUNT=3', ['2025-09-01', '2025-09-08', '2025-09-15']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20250930', ['2025-09-01', '2025-09-04', '2025-09-15', '2025-09-18', '2025-09-29']],
    ['FREQ=DAILY;UNTIL=20250903', ['2025-09-01', '2025-09-02', '2025-09-03']],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO;COUNT=3', ['2025-09-01', '2025-09-15']],
    ['FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=3', ['2025-09-01', '2025-09-30']],
  ])('%s: %j in September', (rrule, expected) => expect(dates(visit({ rrule }), '2025-09-01', '2025-09-30')).toEqual(expected));

  it('are not those that were cancelled, nor holidays', () => {
    const weekly = visit({ begins: '2025-09-05T08:00', rrule: 'FREQ=WEEKLY;COUNT=3', except: ['2025-09-12'] });
    const holidays: Holidays = new Map([
      ['2025-09-05', { date: '2025-09-05', name: 'Maulid', kind: 'national', estimated: false }],
    ]);
    expect(dates(weekly, '2025-09-01', '2025-09-30', holidays)).toEqual(['2025-09-19']);
    expect(dates({ ...weekly, closedOn: [] }, '2025-09-01', '2025-09-30', holidays)).toEqual(['2025-09-05', '2025-09-19']);
  });

  it('stay at their local hour, whatever the zone of the machine', () => {
    const early = visit({ begins: '2025-09-01T00:30', ends: '01:00', rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2' });
    expect(visitsBetween([early], '2025-09-08', '2025-09-08', none)).toEqual([
      { visit: early, date: '2025-09-08', opens: '00:30', closes: '01:00' },
    ]);
    const late = visit({ begins: '2025-09-01T23:30', ends: '24:00', rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20250908' });
    expect(dates(late, '2025-09-01', '2025-09-30')).toEqual(['2025-09-01', '2025-09-08']);
  });

  it('of several visits come in the order of the day', () => {
    const noon = visit({ id: 'v0', begins: '2025-09-01T13:00', ends: '15:00' });
    const found = visitsBetween([noon, visit({ rrule: 'FREQ=DAILY;COUNT=2' })], '2025-09-01', '2025-09-02', none);
    expect(found.map(({ date, opens }) => `${date} ${opens}`)).toEqual([
      '2025-09-01 08:00',
      '2025-09-01 13:00',
      '2025-09-02 08:00',
    ]);
  });

  it('are for the people of the regions it serves', () => {
    const kras = visit();
    expect(['35.06.03', '35.06', '35.06.03.2001', '35.06.04', '35.0'].map((code) => visitsFor([kras], code).length)).toEqual([
      1, 1, 1, 0, 0,
    ]);
  });

  it('lie within what was asked for, on the days of the rule, once each', () => {
    const day = fc.integer({ min: -40, max: 400 }).map((ahead) => addDays('2025-09-01', ahead));
    const rule = fc.constantFrom(
      'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=60',
      'FREQ=DAILY;INTERVAL=3;COUNT=90',
      'FREQ=MONTHLY;BYDAY=1MO;COUNT=12',
    );
    fc.assert(
      fc.property(rule, day, day, fc.array(day, { maxLength: 5 }), (rrule, from, to, except) => {
        const all = (visitRule(MONDAY, rrule) as { days: string[] }).days;
        const expected = all.filter((date) => date >= from && date <= to && !except.includes(date));
        expect(dates(visit({ rrule, except }), from, to)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a rule', () => {
  it.each([
    ['', 'an empty part is not understood'],
    ['rubbish', 'RUBBISH is not understood'],
    ['FREQ=SOMETIMES;COUNT=2', 'FREQ=SOMETIMES is not understood'],
    ['FREQ=YEARLY;COUNT=2', 'FREQ=YEARLY is not understood'],
    ['FREQ=WEEKLY', 'give an end: COUNT or UNTIL'],
    ['FREQ=WEEKLY;COUNT=2;UNTIL=20251231', 'give an end: COUNT or UNTIL'],
    ['COUNT=2', 'FREQ is missing'],
    ['FREQ=WEEKLY;COUNT=0', 'COUNT=0 is not understood'],
    ['FREQ=WEEKLY;COUNT=-1', 'COUNT=-1 is not understood'],
    ['FREQ=WEEKLY;INTERVAL=0;COUNT=2', 'INTERVAL=0 is not understood'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=2', 'BYDAY=XX is not understood'],
    ['FREQ=WEEKLY;BYDAY=MO;BYDAY=TU;COUNT=2', 'BYDAY is given twice'],
    ['FREQ=WEEKLY;BYHOUR=9;COUNT=2', 'BYHOUR is not understood'],
    ['FREQ=WEEKLY;UNTIL=20250230', 'UNTIL is not a day'],
    ['FREQ=WEEKLY;UNTIL=20251231T235959Z', 'UNTIL=20251231T235959Z is not understood'],
    ['FREQ=WEEKLY;UNTIL=20291231', 'ends after 2 years'],
    ['FREQ=WEEKLY;UNTIL=20250101', 'its first day is none, not 2025-09-01'],
    ['FREQ=WEEKLY;BYDAY=TU;COUNT=2', 'its first day is 2025-09-02, not 2025-09-01'],
    ['FREQ=DAILY;BYDAY=MO;COUNT=2', 'BYDAY goes with WEEKLY or MONTHLY'],
    ['FREQ=WEEKLY;BYMONTHDAY=1;COUNT=2', 'BYMONTHDAY goes with MONTHLY'],
    ['FREQ=WEEKLY;BYDAY=1MO;COUNT=2', 'a numbered BYDAY goes with MONTHLY'],
    ['FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1;COUNT=2', 'give BYDAY or BYMONTHDAY'],
    ['FREQ=DAILY;COUNT=401', 'more than 400 days or 2 years'],
    ['FREQ=MONTHLY;BYMONTHDAY=31;INTERVAL=12;COUNT=3', 'its first day is none, not 2025-09-01'],
    ['FREQ=WEEKLY;__PROTO__=1;COUNT=2', '__PROTO__ is not understood'],
  ])('%j is refused: %s', (rrule, problem) => expect(visitRule(MONDAY, rrule)).toEqual({ problem }));

  it('is kept as calendars write it', () => {
    expect(visitRule(MONDAY, 'rrule:freq=weekly;byday=mo;until=20250908')).toEqual({
      rrule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20250908T235959',
      days: ['2025-09-01', '2025-09-08'],
    });
  });
});

describe('a visit as it is given', () => {
  const { coordinateIs: _, offeringId: __, lat: ___, lng: ____, ...good } = visit();
  it.each([
    [{ ends: '08:00' }, 'ends'],
    [{ ends: '07:00' }, 'ends'],
    [{ begins: '2025-02-30T08:00' }, 'begins'],
    [{ begins: '2025-09-01 08:00' }, 'begins'],
    [{ begins: '2025-09-01T24:00' }, 'begins'],
    [{ quota: 0 }, 'quota'],
    [{ quota: 2.5 }, 'quota'],
    [{ rrule: 'FREQ=WEEKLY' }, 'rrule'],
    [{ except: ['2025-13-01'] }, 'except'],
    [{ serves: [] }, 'serves'],
    [{ lat: -7.9 }, 'lat'],
    [{ place: ' ' }, 'place'],
  ])('is refused with %j', (change, field) => {
    expect(visitInput.safeParse({ ...good, ...change }).error?.issues.map(({ path }) => path[0])).toContain(field);
  });

  it('is taken when it is right', () => expect(visitInput.safeParse(good).error).toBeUndefined());
});
