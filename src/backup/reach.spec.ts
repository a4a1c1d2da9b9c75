import { checkReach, pointFor, type Reach } from './reach.js';
import { logAlarms } from './standing.js';

const at = (hour: string) => new Date(`2025-08-30T${hour}:00+07:00`);
const whole: Reach = { from: at('01:00'), to: at('21:40'), gaps: [], segment: 'x' };
const gap = { after: at('08:00'), before: at('13:00'), missing: ['000000010000000000000007'] };
const open: Reach = { ...whole, to: at('08:00'), gaps: [{ ...gap, before: undefined }] };

describe('the moments that can be brought back', () => {
  it.each([
    ['01:00', whole, undefined],
    ['21:29', whole, undefined],
    ['21:40', whole, undefined],
    ['00:59', whole, 'backup.too-early'],
    ['21:41', whole, 'backup.too-late'],
    ['08:00', { ...whole, gaps: [gap] }, undefined],
    ['08:01', { ...whole, gaps: [gap] }, 'backup.in-a-gap'],
    ['12:59', { ...whole, gaps: [gap] }, 'backup.in-a-gap'],
    ['13:00', { ...whole, gaps: [gap] }, undefined],
    ['08:00', open, undefined],
    ['08:01', open, 'backup.too-late'],
  ])('%s', (hour, reach, code) => {
    const check = () => checkReach(reach, at(hour));
    if (code) expect(check).toThrow(expect.objectContaining({ code }));
    else expect(check).not.toThrow();
  });

  it('are reached from the newest point at or before them', () => {
    const points = ['13:00', '07:00', '01:00'].map((hour) => ({ takenAt: at(hour) }));
    expect(pointFor(points, at('12:59'))?.takenAt).toEqual(at('07:00'));
    expect(pointFor(points, at('13:00'))?.takenAt).toEqual(at('13:00'));
    expect(pointFor(points, at('00:59'))).toBeUndefined();
  });
});

describe('alarms of a log', () => {
  const seen = (since: string, reach = whole) => ({ segmentSince: at(since), reach });

  it.each([
    ['nothing before the first backup', undefined, undefined, []],
    ['nothing before the first look', undefined, at('21:16'), []],
    ['silence of one that never came', undefined, at('21:14'), ['log-silent']],
    ['nothing while it comes', seen('21:30'), at('07:00'), []],
    ['silence after three askings', seen('21:14'), at('07:00'), ['log-silent']],
    ['a gap', seen('21:30', { ...whole, gaps: [gap] }), at('07:00'), ['log-gap']],
  ])('are %s', (_, log, first, alarms) => expect(logAlarms(5 * 60_000, log, first, at('21:30'))).toEqual(alarms));
});
