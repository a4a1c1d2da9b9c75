import { countKnown, type HolidayVersion, inOrder, knownAt } from './versions.js';

const day = (change: Partial<HolidayVersion>): HolidayVersion => ({
  date: '2025-08-18',
  kind: 'joint-leave',
  name: 'Cuti Bersama',
  estimated: false,
  source: 'SKB',
  ...change,
});
const at = (date: string) => new Date(`${date}T12:00:00+07:00`);

describe('what was known of the calendar', () => {
  const versions = inOrder([
    day({ knownSince: at('2025-08-07') }),
    day({ knownSince: at('2025-08-01'), estimated: true }),
    day({ date: '2025-08-17', kind: 'national', name: 'Hari Kemerdekaan' }),
    day({ date: '2025-12-26', kind: undefined, knownSince: at('2025-11-01') }),
    day({ date: '2025-12-26', knownSince: at('2024-10-14') }),
  ]);

  it.each([
    ['2024-10-01', ['2025-08-17']],
    ['2025-07-30', ['2025-08-17', '2025-12-26']],
    ['2025-08-02', ['2025-08-17', '2025-08-18', '2025-12-26']],
    ['2025-11-02', ['2025-08-17', '2025-08-18']],
  ])('at %s: %j', (moment, dates) => expect([...knownAt(versions, at(moment)).keys()]).toEqual(dates));

  it('counts the version that was known last', () => {
    expect(knownAt(versions, at('2025-08-02')).get('2025-08-18')?.estimated).toBe(true);
    expect(knownAt(versions, at('2025-08-08')).get('2025-08-18')?.estimated).toBe(false);
    expect(knownAt(versions, at('2025-08-01')).has('2025-08-18')).toBe(true);
    expect([at('2024-01-01'), at('2025-08-02'), at('2026-01-01')].map((moment) => countKnown(versions, moment))).toEqual([
      1, 3, 5,
    ]);
  });
});
