import fc from 'fast-check';
import { addDays, type Holidays } from '../platform/index.js';
import { daySpans, openingHours } from './hours-input.js';
import { isOpen, nextOpening, reasonOn, serviceDays, spansOn } from './opening.js';
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

  it('says why a day differs', () => {
    const reason = { id: 'Simulasi kebakaran', en: 'Fire drill' };
    const hours = { ...SAMSAT, specialDays: { '2025-09-06': { spans: [], reason } } };
    expect(reasonOn(hours, '2025-09-06', holidays)).toEqual(reason);
    expect(reasonOn(hours, '2025-09-05', holidays)).toEqual({ id: 'Maulid Nabi Muhammad', en: 'Maulid Nabi Muhammad' });
    expect(reasonOn(hours, '2025-09-04', holidays)).toBeUndefined();
    expect(reasonOn(ALWAYS, '2025-09-05', holidays)).toBeUndefined();
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

describe('a night', () => {
  const NIGHT: OpeningHours = {
    always: false,
    weekly: {
      fri: [{ open: '20:00', close: '26:00' }],
      sat: [
        { open: '08:00', close: '12:00' },
        { open: '22:00', close: '24:00' },
      ],
    },
    closedOn: ['national'],
  };
  const sunday: OpeningHours = { ...NIGHT, weekly: { ...NIGHT.weekly, sun: [{ open: '00:00', close: '02:00' }] } };

  it.each([
    ['2025-08-29T19:00', false, '2025-08-29T20:00', '2025-08-30T02:00'],
    ['2025-08-30T01:30', true, '2025-08-29T20:00', '2025-08-30T02:00'],
    ['2025-08-30T02:00', false, '2025-08-30T08:00', '2025-08-30T12:00'],
    ['2025-08-30T23:59', true, '2025-08-30T22:00', '2025-08-31T00:00'],
    ['2025-09-06T01:00', false, '2025-09-06T08:00', '2025-09-06T12:00'],
  ])('%s: open %s, from %s to %s', (now, open, opens, closes) => {
    expect(isOpen(NIGHT, holidays, wib(now), WIB)).toBe(open);
    expect(nextOpening(NIGHT, holidays, wib(now), WIB)).toEqual({ opensAt: wib(opens), closesAt: wib(closes) });
  });

  it('that goes on over midnight is one opening, and no service day of the next', () => {
    expect(nextOpening(sunday, holidays, wib('2025-08-30T23:00'), WIB)).toEqual({
      opensAt: wib('2025-08-30T22:00'),
      closesAt: wib('2025-08-31T02:00'),
    });
    expect(serviceDays(NIGHT, holidays, '2025-08-29', '2025-09-05')).toEqual(['2025-08-29', '2025-08-30']);
  });

  it.each([
    [[{ open: '08:00', close: '07:00' }], 'not after the opening'],
    [[{ open: '08:00', close: '08:00' }], 'not after the opening'],
    [
      [
        { open: '08:00', close: '12:00' },
        { open: '11:59', close: '13:00' },
      ],
      'overlaps another opening',
    ],
    [[{ open: '08:00', close: '32:01' }], 'more than a day after the opening'],
    [[{ open: '25:00', close: '26:00' }], 'not a time'],
    [[{ open: '08:00', close: '48:01' }], 'not a time'],
  ])('%j is refused: %s', (spans, problem) => {
    expect(daySpans.safeParse(spans).error?.issues[0]?.message).toContain(problem);
  });

  it('may not reach into the next morning', () => {
    const weekly = { fri: [{ open: '20:00', close: '32:00' }], sat: [{ open: '07:00', close: '12:00' }] };
    expect(openingHours.safeParse({ ...NIGHT, weekly }).error?.issues[0]?.path).toEqual(['weekly', 'fri']);
    expect(openingHours.safeParse({ ...NIGHT, weekly: { ...weekly, sat: [{ open: '08:00', close: '12:00' }] } }).success).toBe(
      true,
    );
    const impossible = { ...NIGHT, specialDays: { '2025-02-30': { spans: [] } } };
    expect(openingHours.safeParse(impossible).success).toBe(false);
  });
});

describe('any hours', () => {
  const MINUTES = 24 * 60;
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const day = fc
    .uniqueArray(fc.integer({ min: 0, max: MINUTES + 240 }), { minLength: 0, maxLength: 4 })
    .map((edges) => edges.sort((a, b) => a - b))
    .filter((edges) => edges.length % 2 === 0)
    .map((edges) => Array.from({ length: edges.length / 2 }, (_, i) => [edges[2 * i]!, edges[2 * i + 1]!] as const))
    .map((pairs) => pairs.filter(([open]) => open < MINUTES).map(([open, close]) => ({ open: time(open), close: time(close) })));
  const hours = fc
    .record({ weekly: fc.record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }) })
    .map((some) => ({ always: false, closedOn: ['national' as const], ...some }))
    .filter((some) => openingHours.safeParse(some).success);
  const moment = fc.date({ min: wib('2025-08-01T00:00'), max: wib('2025-10-01T00:00'), noInvalidDate: true });
  const zone = fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura');

  it('have no day whose spans end before they begin, or overlap', () => {
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 60 }), (some, ahead) => {
        const spans = spansOn(some, addDays('2025-08-01', ahead), holidays);
        for (const { open, close } of spans) expect(open < close).toBe(true);
        for (const [index, { open }] of spans.slice(1).entries()) expect(open >= spans[index]!.close).toBe(true);
      }),
    );
  });

  it('are open exactly between the openings they name, in every zone', () => {
    fc.assert(
      fc.property(hours, moment, zone, (some, now, where) => {
        const next = nextOpening(some, holidays, now, where);
        if (!next) return;
        expect(next.closesAt!.getTime()).toBeGreaterThan(now.getTime());
        expect(next.closesAt!.getTime()).toBeGreaterThan(next.opensAt.getTime());
        expect(isOpen(some, holidays, now, where)).toBe(next.opensAt <= now);
        expect(isOpen(some, holidays, next.opensAt, where)).toBe(true);
        expect(isOpen(some, holidays, new Date(next.closesAt!.getTime() - 1), where)).toBe(true);
        expect(isOpen(some, holidays, next.closesAt!, where)).toBe(false);
        if (next.opensAt > now) expect(isOpen(some, holidays, new Date(next.opensAt.getTime() - 1), where)).toBe(false);
      }),
    );
  });

  it('are the same in every zone, by its own clock: none has a summer time', () => {
    fc.assert(
      fc.property(hours, moment, (some, now) => {
        const here = nextOpening(some, holidays, now, 'Asia/Jakarta');
        const east = nextOpening(some, holidays, new Date(now.getTime() - 2 * 3_600_000), 'Asia/Jayapura');
        expect(east?.opensAt.getTime()).toBe(here && here.opensAt.getTime() - 2 * 3_600_000);
      }),
    );
  });
});
