import fc from 'fast-check';
import type { Manifest } from './manifest.js';
import { bestPoint, condemns, isOffered, lastDue, mayComeBack, move, nextDue } from './rules.js';
import { dueProof, dueReading, dueTake } from './schedule.js';
import { hasShrunk, measuredRate, pace, standing } from './standing.js';
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

function sized(hoursAgo: number, rawBytes: number, state: PointState = 'verified', rows?: number): Point {
  const manifest =
    rows === undefined ? undefined : ({ tables: [{ name: 't', rows, digest: '' }] } as unknown as Point['manifest']);
  return point(state, hoursAgo, { rawBytes, manifest });
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

  it('lets a failed point come back only where it was stored once, is not removed, and its bytes alone were bad', () => {
    const codes = ['damaged', 'no-such-object', 'cut-short', 'not-the-same', 'assertion-broken', 'overtaken', 'unexpected'];
    const any = fc.record({
      code: fc.constantFrom(...codes),
      stored: fc.boolean(),
      described: fc.boolean(),
      removed: fc.boolean(),
    });
    fc.assert(
      fc.property(any, fc.constantFrom(...STATES), ({ code, stored, described, removed }, to) => {
        const failed = point('failed', 1, {
          storedAt: stored ? NOW : undefined,
          manifest: described ? ({} as Manifest) : undefined,
          removedAt: removed ? NOW : undefined,
          trouble: { code: `backup.${code}`, detail: 'x' },
        });
        const isOfBytes = codes.indexOf(code) < 2;
        expect(mayComeBack(failed)).toBe(stored && described && !removed && isOfBytes);
        const moved = () => move(failed, to);
        if (to === 'verified' && mayComeBack(failed)) expect(moved()).toBe('verified');
        else expect(moved).toThrow(expect.objectContaining({ code: 'backup.wrong-move' }));
      }),
    );
  });

  it('never offers a failed point again of which nothing else is known, whatever happens to it', () => {
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

  it('goes by the hours of its zone', () => {
    const nightly = { everyMs: 24 * HOUR, atMs: HOUR };
    expect(lastDue(nightly, NOW, 'Asia/Jayapura')).toEqual(new Date('2025-08-30T01:00:00+09:00'));
    expect(lastDue(nightly, NOW, 'Asia/Makassar')).toEqual(new Date('2025-08-30T01:00:00+08:00'));
  });

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

  it('reads back once a slot what was unread for longest, and tries again each hour', () => {
    const monthly = { everyMs: 720 * HOUR, atMs: 0 };
    const slot = lastDue(monthly, NOW);
    const before = (NOW.getTime() - slot.getTime()) / HOUR;
    const old = [point('verified', before + 1), point('proven', before + 9), point('failed', before + 20)];
    expect(dueReading(monthly, [point('verified', 1), ...old], NOW)).toMatchObject({
      slot,
      pointId: old[1]!.id,
      attempt: Math.floor(before),
    });
    expect(dueReading(monthly, [{ ...old[1]!, verifiedAt: ago(2) }, old[0]!], NOW)).toMatchObject({ pointId: old[0]!.id });
    expect(dueReading(monthly, [point('verified', 1), { ...old[1]!, removedAt: NOW }], NOW)).toBeUndefined();
  });

  it('reads the others before it tries again one that cannot be read', () => {
    const monthly = { everyMs: 720 * HOUR, atMs: 0 };
    const before = (NOW.getTime() - lastDue(monthly, NOW).getTime()) / HOUR;
    const [unreadable, other] = [{ ...point('verified', before + 9), triedAt: ago(0.1) }, point('verified', before + 1)];
    expect(dueReading(monthly, [unreadable, other], NOW)).toMatchObject({ pointId: other.id });
    expect(dueReading(monthly, [unreadable, { ...other, triedAt: ago(0) }], NOW)).toMatchObject({ pointId: unreadable.id });
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

describe('the point that is offered first', () => {
  it('is the newest proven one, before any that is only verified', () => {
    expect(bestPoint([point('verified', 1), point('proven', 3), point('proven', 9)])?.id).toBe('proven-3');
    expect(bestPoint([point('stored', 1), point('verified', 4)])?.id).toBe('verified-4');
    expect(bestPoint([point('failed', 1), point('proven', 4, { removedAt: NOW })])).toBeUndefined();
  });
});

describe('how a source stands', () => {
  const promised = {
    take: { everyMs: 6 * HOUR, atMs: HOUR },
    prove: { everyMs: 12 * HOUR, atMs: 2 * HOUR },
    verify: { everyMs: 24 * HOUR, atMs: 3 * HOUR },
    shrunk: 0.5,
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
    ['an old one that nobody reads', [point('verified', 2), point('proven', 8), point('verified', 45)], ['reading-overdue']],
    ['one that is half as large', [sized(2, 50), sized(8, 100, 'proven')], ['shrunk']],
    ['a slow proof', [point('proven', 2, { proveSeconds: 7200 })], ['rto-missed']],
  ])('raises an alarm: %s', (_, points, expected) => expect(alarms(points as Point[])).toEqual(expected));

  it('measures by a real restore where that came after the proof', () => {
    const real = { state: 'done', begunAt: ago(1), seconds: 5 } as Restore;
    expect(standing(promised, [point('proven', 2)], [real], NOW).rtoMs).toBe(5_000);
    expect(standing(promised, [point('proven', 0.5)], [real], NOW).rtoMs).toBe(60_000);
  });
});

describe('a copy that has shrunk', () => {
  it.each([
    ['half the bytes', [sized(1, 50), sized(2, 100)], true],
    ['a little more than half', [sized(1, 51), sized(2, 100)], false],
    ['half the rows in as many bytes', [sized(1, 100, 'verified', 5), sized(2, 100, 'verified', 10)], true],
    ['no rows counted before', [sized(1, 100, 'verified', 5), sized(2, 100)], false],
    ['grown', [sized(1, 300), sized(2, 100)], false],
    ['the first', [sized(1, 1)], false],
    ['none', [], false],
  ] as const)('%s', (_, points, expected) => expect(hasShrunk(points, 0.5)).toBe(expected));
});

it('says nothing of rows that nobody could count', () => {
  const manifest = { engine: 'pgbackrest', tables: [], moment: { exact: false } } as unknown as Manifest;
  expect(hasShrunk([point('verified', 1, { rawBytes: 100, manifest }), sized(2, 100, 'verified', 10)], 0.5)).toBe(false);
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
