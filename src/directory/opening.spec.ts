import fc from 'fast-check';
import type { Holidays } from '../platform/index.js';
import { isOpen, nextOpening, serviceDays, spansOn } from './opening.js';
import type { OpeningHours } from './types.js';

const morning = [{ open: '08:00', close: '12:00' }];
const SAMSAT: OpeningHours = {
  always: false,
  weekly: { mon: morning, tue: morning, wed: morning, thu: morning, fri: [{ open: '08:00', close: '11:00' }], sat: morning },
  closedOn: ['national', 'joint-leave'],
};
const ALWAYS: OpeningHours = { always: true, weekly: {}, closedOn: [] };
const NEVER: OpeningHours = { always: false, weekly: {}, closedOn: [] };
const holidays: Holidays = new Map([
  ['2025-09-05', { date: '2025-09-05', name: 'Maulid Nabi Muhammad', kind: 'national', estimated: false }],
  ['2025-08-18', { date: '2025-08-18', name: 'Cuti Bersama', kind: 'joint-leave', estimated: false }],
]);
const WIB = 'Asia/Jakarta';
const wib = (at: string) => new Date(`${at}+07:00`);

describe('opening hours', () => {
  it.each([
    ['2025-08-30T21:30', '2025-09-01T08:00', '2025-09-01T12:00', 'over Sunday'],
    ['2025-09-01T07:59', '2025-09-01T08:00', '2025-09-01T12:00', 'the same morning'],
    ['2025-09-01T09:00', '2025-09-01T08:00', '2025-09-01T12:00', 'while it is open'],
    ['2025-09-01T12:00', '2025-09-02T08:00', '2025-09-02T12:00', 'at closing time'],
    ['2025-09-04T13:00', '2025-09-06T08:00', '2025-09-06T12:00', 'over Maulid'],
    ['2025-08-17T10:00', '2025-08-19T08:00', '2025-08-19T12:00', 'over joint leave'],
    ['2025-09-12T09:00', '2025-09-12T08:00', '2025-09-12T11:00', 'on a Friday'],
  ])('%s: opens %s until %s (%s)', (now, opens, closes) => {
    expect(nextOpening(SAMSAT, holidays, wib(now), WIB)).toEqual({ opensAt: wib(opens), closesAt: wib(closes) });
  });

  it.each([
    ['2025-09-01T08:00', true],
    ['2025-09-01T12:00', false],
    ['2025-09-05T09:00', false],
    ['2025-09-07T09:00', false],
  ])('%s: open %s', (now, expected) => expect(isOpen(SAMSAT, holidays, wib(now), WIB)).toBe(expected));

  it('is read in the zone of the office', () => {
    expect(nextOpening(SAMSAT, holidays, wib('2025-09-01T06:30'), 'Asia/Jayapura')?.opensAt).toEqual(wib('2025-09-01T06:00'));
  });

  it('never closes online, and has no next opening where it never opens', () => {
    const now = wib('2025-09-05T23:00');
    expect(nextOpening(ALWAYS, holidays, now, WIB)).toEqual({ opensAt: now });
    expect(isOpen(ALWAYS, holidays, now, WIB)).toBe(true);
    expect(nextOpening(NEVER, holidays, now, WIB)).toBeUndefined();
  });

  it('lets a single date differ, even a holiday', () => {
    const specialDays = { '2025-09-05': { spans: [{ open: '09:00', close: '10:00' }] }, '2025-09-06': { spans: [] } };
    const hours = { ...SAMSAT, specialDays };
    expect(spansOn(hours, '2025-09-05', holidays)).toEqual([{ open: '09:00', close: '10:00' }]);
    expect(spansOn(hours, '2025-09-06', holidays)).toEqual([]);
  });

  it('counts the nine service days that Katang lost', () => {
    expect(serviceDays(SAMSAT, holidays, '2025-08-31', '2025-09-11')).toHaveLength(9);
  });

  it('always gives an opening that is not over, and is open at its start', () => {
    const moment = fc.date({ min: wib('2024-01-01T00:00'), max: wib('2027-12-31T00:00'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (now) => {
        const next = nextOpening(SAMSAT, holidays, now, WIB)!;
        expect(next.closesAt!.getTime()).toBeGreaterThan(now.getTime());
        expect(isOpen(SAMSAT, holidays, next.opensAt, WIB)).toBe(true);
        expect(isOpen(SAMSAT, holidays, now, WIB)).toBe(next.opensAt <= now);
      }),
    );
  });
});
