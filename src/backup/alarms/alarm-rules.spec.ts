import fc from 'fast-check';
import type { Alarm } from '../standing.js';
import { look, type OpenAlarm } from './alarm-rules.js';

const NOW = new Date('2026-11-22T12:00:00+07:00');
const HOUR = 3_600_000;
const AGAIN = 72 * HOUR;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const open = (alarm: Alarm, since: number, toldAt?: number): OpenAlarm => ({
  alarm,
  since: ago(since),
  ...(toldAt === undefined ? {} : { toldAt: ago(toldAt) }),
});

describe('the alarms of a source', () => {
  it.each<[string, OpenAlarm[], Alarm[], Alarm[], boolean]>([
    ['calm', [], [], [], false],
    ['new: nobody is called yet', [], ['shrunk'], [], true],
    ['not yet an hour', [open('shrunk', 0.9)], ['shrunk'], [], false],
    ['an hour: told', [open('shrunk', 1)], ['shrunk'], ['shrunk'], true],
    ['told before', [open('shrunk', 70, 69)], ['shrunk'], [], false],
    ['told three days ago and still on: again', [open('shrunk', 73, 72)], ['shrunk'], ['shrunk'], true],
    ['ended', [open('shrunk', 9, 8)], [], [], true],
    ['one told, one new', [open('shrunk', 9, 8)], ['shrunk', 'rpo-missed'], [], true],
    ['one told, one due', [open('shrunk', 9, 8), open('rpo-missed', 2)], ['shrunk', 'rpo-missed'], ['rpo-missed'], true],
  ])('%s', (_, known, alarms, toTell, isNews) => expect(look(known, alarms, AGAIN, NOW)).toMatchObject({ toTell, isNews }));

  it('tells of one that stays on once, and then once each time that the source names', () => {
    const ticks = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(ticks, (minutes) => {
        let known: OpenAlarm[] = [];
        let at = NOW.getTime();
        const told: number[] = [];
        for (const step of minutes) {
          const found = look(known, ['backup-overdue'], AGAIN, new Date(at));
          if (found.toTell.length > 0) told.push(at);
          known = found.open;
          at += step * 60_000;
        }
        return (
          told.every((one, index) => index === 0 || one - told[index - 1]! >= AGAIN) &&
          known[0]?.since.getTime() === NOW.getTime()
        );
      }),
    );
  });
});
