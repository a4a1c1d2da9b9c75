import fc from 'fast-check';
import { figuresOf } from './rules.js';
import { type DayReport, type DayReportKind, dayReportKinds } from './types.js';

const at = (minute: number) => new Date(Date.UTC(2025, 8, 1, 1, minute));
const said = (kind: DayReportKind, minute: number, more: Partial<DayReport> = {}): DayReport => ({
  id: String(minute),
  officeId: 'mpp-kota-kediri',
  date: '2025-09-01',
  kind,
  via: 'link',
  at: at(minute),
  ...more,
});

describe('what the reports of a day come to', () => {
  it('is nothing without a report', () => expect(figuresOf([])).toBeUndefined());

  it('takes the later number of each kind and the first opening', () => {
    const day = figuresOf([
      said('open', 0),
      said('served', 10, { people: 400 }),
      said('served', 20, { people: 40 }),
      said('open', 30),
    ]);
    expect(day).toEqual(expect.objectContaining({ openedAt: at(0), served: 40, heardAt: at(30) }));
  });

  it('knows since when and why people are turned away, until it is open again', () => {
    const reports = [said('turned-away', 5, { people: 3, note: 'blangko habis' }), said('turned-away', 9)];
    expect(figuresOf(reports)).toMatchObject({ turnedAway: 3, turningAwaySince: at(5), note: 'blangko habis' });
    expect(figuresOf([...reports, said('open', 12)])).toMatchObject({ turnedAway: 3, turningAwaySince: undefined });
  });

  it('turns people away when, and only when, it said so after it last said that it is open', () => {
    const days = fc.array(fc.tuple(fc.constantFrom(...dayReportKinds), fc.nat(500)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(days, (pairs) => {
        const reports = pairs.map(([kind, people], minute) => said(kind, minute, { people }));
        const last = [...reports].reverse().find(({ kind }) => kind !== 'served');
        const day = figuresOf(reports)!;
        expect(day.turningAwaySince !== undefined).toBe(last?.kind === 'turned-away');
        expect(day.served).toBe([...reports].reverse().find(({ kind }) => kind === 'served')?.people);
      }),
    );
  });
});
