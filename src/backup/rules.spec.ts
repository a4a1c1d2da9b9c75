import fc from 'fast-check';
import type { Manifest } from './manifest.js';
import { bestPoint, condemns, isOffered, lastDue, move, nextDue, retire } from './rules.js';
import { dueProof, dueTake } from './schedule.js';
import { measuredRate, pace, standing } from './standing.js';
import type { Point, PointState, Restore } from './types.js';

const HOUR = 3_600_000;
const NOW = new Date('2025-08-30T22:00:00+07:00');
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const STATES: PointState[] = ['running', 'stored', 'verified', 'proven', 'failed'];

function point(state: PointState, hoursAgo: number, more: Partial<Point> = {}): Point {
  const at = ago(hoursAgo);
  const proven = state === 'proven' ? { provenAt: at, proveSeconds: 60 } : {};
  return { id: `${state}-${hoursAgo}`, sourceId: 's', state, cause: 'schedule', begunAt: at, takenAt: at, ...proven, ...more };
}

describe('the states of a recovery point', () => {
  it.each([
    ['running', 'stored', 'stored'],
    ['running', 'failed', 'failed'],
    ['stored', 'verified', 'verified'],
    ['stored', 'failed', 'failed'],
    ['verified', 'proven', 'proven'],
    ['verified', 'verified', 'verified'],
    ['verified', 'failed', 'failed'],
    ['proven', 'proven', 'proven'],
    ['proven', 'verified', 'proven'],
    ['proven', 'failed', 'failed'],
  ] as const)('%s → %s gives %s', (from, to, result) => expect(move({ id: 'x', state: from }, to)).toBe(result));

  it.each([
    ['running', 'verified'],
    ['running', 'proven'],
    ['stored', 'proven'],
    ['failed', 'verified'],
    ['failed', 'proven'],
    ['proven', 'running'],
  ] as const)('%s → %s is refused', (from, to) =>
    expect(() => move({ id: 'x', state: from }, to)).toThrow(expect.objectContaining({ code: 'backup.wrong-move' })),
  );

  it('never offers a failed point again, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATES)), (wishes) => {
        let state: PointState = 'failed';
        for (const wish of wishes) {
          try {
            state = move({ id: 'x', state }, wish);
          } catch {}
        }
        return !isOffered({ state });
      }),
    );
  });

  it('condemns a copy only for what is wrong with the copy', () => {
    expect(['damaged', 'cut-short', 'not-the-same', 'no-such-object'].every((name) => condemns(`backup.${name}`))).toBe(true);
    expect(['vault-unreachable', 'vault-vanished', 'tool-missing', 'unexpected'].some((name) => condemns(`backup.${name}`))).toBe(
      false,
    );
  });
});

describe('what is due', () => {
  const sixHourly = { everyMs: 6 * HOUR, atMs: HOUR };

  it.each([
    ['2025-08-30T01:00:00+07:00', '2025-08-30T01:00:00+07:00'],
    ['2025-08-30T06:59:59+07:00', '2025-08-30T01:00:00+07:00'],
    ['2025-08-30T00:59:00+07:00', '2025-08-29T19:00:00+07:00'],
  ])('at %s it was last due at %s', (now, due) => expect(lastDue(sixHourly, new Date(now))).toEqual(new Date(due)));

  it('counts weeks from Monday', () => {
    expect(lastDue({ everyMs: 168 * HOUR, atMs: 0 }, NOW)).toEqual(new Date('2025-08-25T00:00:00+07:00'));
  });

  it('lies never after now, and now always before the next', () => {
    const anywhere = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 1439 }), (now, every, at) => {
        const rhythm = { everyMs: every * 60_000, atMs: at * 60_000 };
        return lastDue(rhythm, now) <= now && now < nextDue(rhythm, now);
      }),
    );
  });

  it('takes when nothing was begun since, waits after a failure, and gives up after four', () => {
    const slot = lastDue(sixHourly, NOW);
    const failed = (minutesAgo: number) => point('failed', minutesAgo / 60, { failedAt: ago(minutesAgo / 60) });
    expect(dueTake(sixHourly, [point('verified', 7)], NOW)).toEqual({ slot, attempt: 0 });
    expect(dueTake(sixHourly, [point('running', 1)], NOW)).toBeUndefined();
    expect(dueTake(sixHourly, [failed(5)], NOW)).toBeUndefined();
    expect(dueTake(sixHourly, [failed(20)], NOW)).toEqual({ slot, attempt: 1 });
    expect(dueTake(sixHourly, [failed(20), failed(40), failed(60), failed(80)], NOW)).toBeUndefined();
  });

  it('proves the newest whole point, once a slot', () => {
    const rhythm = { everyMs: 12 * HOUR, atMs: 2 * HOUR };
    expect(dueProof(rhythm, [point('failed', 1), point('verified', 3), point('proven', 20)], NOW)).toMatchObject({
      pointId: 'verified-3',
    });
    expect(dueProof(rhythm, [point('verified', 1), point('proven', 3)], NOW)).toBeUndefined();
    expect(dueProof(rhythm, [point('stored', 1)], NOW)).toBeUndefined();
  });
});

describe('retention', () => {
  it('keeps the newest whole ones and always the last proven one', () => {
    const points = [
      point('verified', 1),
      point('failed', 2),
      point('verified', 3),
      point('verified', 4),
      point('proven', 5),
      point('proven', 6),
    ];
    expect(retire(points, 2).map(({ id }) => id)).toEqual(['verified-4', 'proven-6']);
  });

  it('keeps what one that stays stands on, whichever it is', () => {
    const standing = (hours: number, ...bases: number[]) =>
      point('verified', hours, {
        manifest: {
          engine: 'pgbackrest',
          repository: { standsOn: bases.map((n) => ({ pointId: `verified-${n}` })) },
        } as Manifest,
      });
    const points = [standing(1, 3, 6), standing(2), standing(3, 6), standing(4, 5), standing(5), standing(6)];
    expect(retire(points, 1).map(({ id }) => id)).toEqual(['verified-2', 'verified-4', 'verified-5']);
  });

  it('leaves at least the last proven one, for any history', () => {
    const history = fc.array(fc.record({ state: fc.constantFrom(...STATES), removed: fc.boolean() }), { maxLength: 40 });
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 5 }), (states, keep) => {
        const points = states.map(({ state, removed }, i) =>
          point(state, i, { id: String(i), removedAt: removed ? NOW : undefined }),
        );
        const gone = new Set(retire(points, keep));
        const lastProven = points.find((one) => isOffered(one) && one.state === 'proven');
        const left = points.filter((one) => isOffered(one) && !gone.has(one));
        return (!lastProven || left.includes(lastProven)) && left.length >= Math.min(keep, points.filter(isOffered).length);
      }),
    );
  });

  it('offers the newest proven point before any that is only verified', () => {
    expect(bestPoint([point('verified', 1), point('proven', 3), point('proven', 9)])?.id).toBe('proven-3');
    expect(bestPoint([point('stored', 1), point('verified', 4)])?.id).toBe('verified-4');
    expect(bestPoint([point('failed', 1), point('proven', 4, { removedAt: NOW })])).toBeUndefined();
  });
});

describe('how a source stands', () => {
  const promised = {
    take: { everyMs: 6 * HOUR, atMs: HOUR },
    prove: { everyMs: 12 * HOUR, atMs: 2 * HOUR },
    rpoMs: 24 * HOUR,
    rtoMs: HOUR,
  };
  const alarms = (points: Point[], restores: Restore[] = []) => standing(promised, points, restores, NOW).alarms;

  it('is calm when all was done in time', () => {
    const found = standing(promised, [point('verified', 2), point('proven', 8)], [], NOW);
    expect(found).toMatchObject({ alarms: [], rpoMs: 8 * HOUR, rtoMs: 60_000 });
  });

  it.each([
    ['nothing at all', [], ['never-stored']],
    ['never proven', [point('verified', 1)], ['never-proven']],
    ['silence', [point('proven', 8)], ['backup-overdue']],
    ['long silence', [point('proven', 30)], ['backup-overdue', 'proof-overdue', 'rpo-missed']],
    ['the last one failed', [point('failed', 1), point('proven', 8)], ['backup-overdue', 'last-failed']],
    ['a slow proof', [point('proven', 2, { proveSeconds: 7200 })], ['rto-missed']],
  ])('raises an alarm: %s', (_, points, expected) => expect(alarms(points as Point[])).toEqual(expected));

  it('measures by a real restore where that came after the proof', () => {
    const real = { state: 'done', begunAt: ago(1), seconds: 5 } as Restore;
    expect(standing(promised, [point('proven', 2)], [real], NOW).rtoMs).toBe(5_000);
    expect(standing(promised, [point('proven', 0.5)], [real], NOW).rtoMs).toBe(60_000);
  });
});

describe('how fast', () => {
  it('is what was measured last', () => {
    expect(measuredRate([])).toBeUndefined();
    expect(
      measuredRate([
        { bytes: 100, seconds: 1 },
        { bytes: 0, seconds: 9 },
        { bytes: 300, seconds: 1 },
      ]),
    ).toBe(200);
  });

  it('knows no time left before anything was read', () => {
    expect(pace(0, 1000, 3)).toEqual({ share: 0 });
    expect(pace(250, 1000, 1)).toEqual({ share: 0.25, bytesPerSecond: 250, secondsLeft: 3 });
  });
});
