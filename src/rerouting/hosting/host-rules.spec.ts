import fc from 'fast-check';
import type { DayFigures, OpeningHours } from '../../directory/index.js';
import { isDue, isFull, isSilent, observedRoom, questionsOn } from './host-rules.js';

const ZONE = 'Asia/Jakarta';
const hours = (open: string, close: string): OpeningHours => ({
  always: false,
  weekly: { mon: [{ open, close }] },
  closedOn: ['national'],
});
const MONDAY = '2025-09-01';
const at = (time: string) => new Date(`${MONDAY}T${time}:00+07:00`);
const day = (more: Partial<DayFigures>): DayFigures => ({ officeId: 'o', date: MONDAY, heardAt: at('08:05'), ...more });
const asked = questionsOn([hours('08:00', '14:00'), hours('09:00', '15:00')], new Map(), MONDAY, ZONE);

describe('when a host is asked', () => {
  it('as its first counter opens, at noon, and as its last one closes', () =>
    expect(asked).toEqual([
      { kind: 'opening', at: at('08:00') },
      { kind: 'noon', at: at('12:00') },
      { kind: 'closing', at: at('15:00') },
    ]));

  it('not at noon when it is shut by then, and not at all on a day off', () => {
    expect(questionsOn([hours('08:00', '12:00')], new Map(), MONDAY, ZONE).map(({ kind }) => kind)).toEqual([
      'opening',
      'closing',
    ]);
    expect(questionsOn([hours('08:00', '12:00')], new Map(), '2025-09-02', ZONE)).toEqual([]);
  });

  it.each([
    ['too early', 0, undefined, '07:59', false],
    ['at opening', 0, undefined, '08:00', true],
    ['hours later it is not worth asking any more', 0, undefined, '10:01', false],
    ['it has said that it is open', 0, day({ openedAt: at('07:50') }), '08:00', false],
    ['only the morning was heard of', 1, day({}), '12:00', true],
    ['it has just reported', 1, day({ heardAt: at('11:30') }), '12:00', false],
    ['it reported after the question was due', 1, day({ heardAt: at('12:05') }), '12:10', false],
  ] as const)('%s', (_, which, today, now, expected) => expect(isDue(asked[which]!, today, at(now))).toBe(expected));
});

describe('a host that cannot take its people', () => {
  it('is silent half an hour after noon, if it has said nothing at all', () => {
    expect(isSilent(asked, undefined, at('12:29'))).toBe(false);
    expect(isSilent(asked, undefined, at('12:30'))).toBe(true);
    expect(isSilent(asked, day({}), at('14:00'))).toBe(false);
    const morning = questionsOn([hours('08:00', '11:30')], new Map(), MONDAY, ZONE);
    expect(['11:59', '12:00'].map((time) => isSilent(morning, undefined, at(time)))).toEqual([false, true]);
  });

  it('is full when it turns people away, or has served all it granted', () => {
    expect(isFull(undefined, { perDay: 10 })).toBe(false);
    expect(isFull(day({ served: 9 }), { perDay: 10 })).toBe(false);
    expect(isFull(day({ served: 10 }), { perDay: 10 })).toBe(true);
    expect(isFull(day({ served: 10 }), {})).toBe(false);
    expect(isFull(day({ turningAwaySince: at('10:00') }), {})).toBe(true);
  });

  it('can take what it had served when it began to turn people away, and never more than it granted', () => {
    expect(observedRoom(100, [day({ turningAwaySince: at('10:00'), served: 37 })])).toBe(37);
    expect(observedRoom(100, [day({ turningAwaySince: at('10:00') })])).toBe(0);
    expect(observedRoom(100, [day({ turningAwaySince: at('10:00'), served: 37 }), day({ served: 60 })])).toBe(100);
    fc.assert(
      fc.property(fc.option(fc.nat(500), { nil: undefined }), fc.option(fc.nat(900), { nil: undefined }), (granted, served) => {
        const room = observedRoom(granted, [day({ turningAwaySince: at('10:00'), served })]);
        expect(room).toBeLessThanOrEqual(Math.min(granted ?? 900, served ?? 0));
      }),
    );
  });
});
