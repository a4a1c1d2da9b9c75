import fc from 'fast-check';
import { newCheckIn, opensOn, settled, stepOn } from './rules.js';

const ZONE = 'Asia/Jakarta';
const counter = (weekly: object, over: object = {}) => ({
  channel: { id: 'c', kind: 'counter' as const, name: 'Loket' },
  hours: { always: false, weekly, closedOn: ['national' as const], ...over },
});
const MORNING = { mon: [{ open: '08:00', close: '14:00' }] };
const EARLY = { mon: [{ open: '07:00', close: '12:00' }] };
const MONDAY = '2025-09-01';
const at = (time: string) => new Date(`${MONDAY}T${time}:00+07:00`);

describe('the opening of an office', () => {
  it.each([
    ['is that of its first counter', {}, [counter(MORNING), counter(EARLY)], MONDAY, at('07:00')],
    ['is none on a day off', {}, [counter(MORNING)], '2025-09-02', undefined],
    ['is none on a holiday', {}, [counter(MORNING)], '2025-08-18', undefined],
    ['is none before its first day', { opensOn: '2025-09-24' }, [counter(MORNING)], MONDAY, undefined],
    [
      'is none without a counter',
      {},
      [{ ...counter(MORNING), channel: { id: 'o', kind: 'online' as const, name: 'App' } }],
      MONDAY,
      undefined,
    ],
  ])('%s', (_, office, offerings, date, expected) => {
    const holidays = new Map([
      ['2025-08-18', { date: '2025-08-18', name: 'x', nameEn: 'x', kind: 'national' as const, estimated: false }],
    ]);
    expect(opensOn({ zone: ZONE, ...office }, offerings, holidays as never, date)).toEqual(expected);
  });
});

describe('a day', () => {
  const morning = newCheckIn('samsat-katang', MONDAY, at('08:00'));

  it('asks half an hour after the opening, alarms half an hour after the question, and then is quiet', () => {
    expect(morning).toMatchObject({ state: 'waiting', dueAt: at('08:30') });
    expect(stepOn(morning, at('08:29'))).toBeUndefined();
    const asked = stepOn(morning, at('08:31'))!;
    expect(asked).toMatchObject({ state: 'asked', dueAt: at('09:01') });
    const alarmed = stepOn(asked, at('09:01'))!;
    expect(alarmed).toMatchObject({ state: 'alarmed', dueAt: undefined });
    expect(stepOn(alarmed, at('23:00'))).toBeUndefined();
  });

  it('asks nothing on a closed day, or once the office has spoken, whenever that is', () => {
    expect(newCheckIn('samsat-katang', MONDAY, undefined)).toEqual({ officeId: 'samsat-katang', date: MONDAY, state: 'shut' });
    fc.assert(
      fc.property(fc.nat(1440), fc.constantFrom<'open' | 'shut'>('open', 'shut'), (minutes, state) => {
        expect(stepOn(settled(morning, state), new Date(at('08:00').getTime() + minutes * 60_000))).toBeUndefined();
      }),
    );
  });
});
