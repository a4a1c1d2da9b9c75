import { register } from 'prom-client';
import { type House, openHouse } from '../../test/support/house.js';
import { DAY_MS, Db, HOUR_MS, Tx } from '../platform/index.js';
import { AlarmStore } from './alarms/alarm-store.js';
import { WatchTick } from './alarms/index.js';
import { sizes, timings } from './board/board-rules.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { isOffered } from './rules.js';
import { dueProof, dueReading, dueTake } from './schedule.js';
import { Shelf } from './shelf.js';
import type { Source } from './shelf-schema.js';
import { Sources } from './sources.js';
import { logAlarms, standing } from './standing.js';
import { DueWork } from './workflows/due-work.js';
import { Zones } from './zones.js';

const MANY = 40;
/** One of them nobody knows. */
const OFFICES = ['samsat-katang', 'samsat-pare', 'tidak-dikenal', undefined];

/** A log that nobody ever saw is silent once the first whole copy is older than three times this. */
const LOG = { everyMs: 80 * HOUR_MS };

let house: House;
let few: Source[];
let many: Source[];

beforeAll(async () => {
  house = await openHouse({ settings: { SINAMBUNG_KIND: 'production' } });
  const [database] = house.get(Shelf).sources.filter(({ id }) => id === 'samsat-katang-db');
  const [take, verify] = [
    { everyMs: 12 * HOUR_MS, atMs: HOUR_MS },
    { everyMs: 5 * DAY_MS, atMs: 0 },
  ];
  const schedule = { ...database!.schedule, take, verify };
  const nth = (n: number) =>
    ({ ...database!, id: `uji-${n}`, office: OFFICES[n % OFFICES.length], schedule, wal: LOG }) as Source;
  many = Array.from({ length: MANY }, (_, n) => nth(n));
  few = many.slice(0, 2);
  await house.get(Tx).housekeeping('test.many-points', () => house.db.run(POINTS));
  await house.get(Tx).housekeeping('test.many-copies', () => house.db.run(COPIES));
  await house.get(Tx).housekeeping('test.many-restores', () => house.db.run(RESTORES));
  look(many);
  await tick('2025-08-30T22:00:00+07:00');
});
afterAll(() => house.close());

function look(sources: Source[]): void {
  const all = house.get(Shelf).sources as Source[];
  all.splice(0, all.length, ...sources);
}

async function tick(at: string): Promise<void> {
  house.clock.set(at);
  await house.get(WatchTick).tick();
  await house.settle();
}

async function statements(ask: () => Promise<unknown>): Promise<number> {
  const asked = jest.spyOn(Db.prototype as never as { query(): Promise<unknown> }, 'query');
  await ask();
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length;
}

describe('many sources', () => {
  it.each([
    ['how they stand', () => house.get(Sources).all()],
    ['those of buildings', () => house.get(Sources).atOffices(OFFICES.map(String))],
    ['the watch of a minute without news', () => house.get(WatchTick).tick()],
    ['what is due', () => house.get(DueWork).all()],
    ['the figures for Prometheus', () => register.metrics()],
  ])('%s: as many statements for forty as for two', async (_, ask) => {
    look(few);
    const forTwo = await statements(ask);
    look(many);
    expect(await statements(ask)).toBe(forTwo);
    expect(forTwo).toBeGreaterThan(0);
  });

  it('stand as all their points and restores say, of which few are read', async () => {
    const now = house.clock.now();
    const seen = await house.get(Sources).all();
    expect(new Set(seen.flatMap(({ alarms }) => alarms)).size).toBeGreaterThan(5);
    for (const { source, timeZone: zone, ...found } of seen) {
      const points = await house.get(PointStore).ofSource(source.id);
      const restores = await house.get(RestoreStore).ofSource(source.id);
      const promised = { ...source.schedule, ...source.targets, zone, shrunk: source.alarms.shrunk };
      const { alarms, ...stands } = standing(promised, points, restores, now);
      alarms.push(...logAlarms(LOG.everyMs, undefined, points.findLast(isOffered)?.begunAt, now));
      expect(found).toMatchObject({ ...stands, timings: timings(points, restores), sizes: sizes(points) });
      const said = found.isLost ? alarms.filter((alarm) => alarm !== 'never-stored') : alarms;
      expect(found.alarms.slice(0, said.length)).toEqual(said);
    }
  });

  it('are due for what all their points say, of which few are read', async () => {
    const now = house.clock.now();
    const seen = await house.get(DueWork).all();
    for (const what of ['take', 'proof', 'reading'] as const)
      expect(new Set(seen.map((due) => due[what] === undefined)).size).toBe(2);
    expect(new Set(seen.map(({ take }) => take?.attempt)).size).toBeGreaterThan(2);
    for (const { source, ...due } of seen) {
      const points = await house.get(PointStore).ofSource(source.id);
      const zone = await house.get(Zones).of(source);
      const whole = await house.get(PointStore).whole(source.id);
      expect(due).toEqual({
        take: dueTake(source.schedule.take, points, now, zone),
        proof: dueProof(source.schedule.prove, points, now, zone),
        reading: dueReading(source.schedule.verify, whole, now, zone),
      });
    }
  });

  it('are told of each by itself: one that cannot be written down keeps no other from it', async () => {
    const replace = jest.spyOn(house.get(AlarmStore), 'replace').mockRejectedValueOnce(new Error('no room'));
    await tick('2025-08-30T23:00:00+07:00');
    replace.mockRestore();
    const told = await house.db.many<{ about: string }>(
      `select distinct about from backup.alarm where told_at = '2025-08-30T23:00:00+07:00' and about like 'uji-%'`,
    );
    const standings = await house.get(Sources).all();
    expect(told).toHaveLength(standings.filter(({ alarms }) => alarms.length > 0).length - 1);
  });
});

/**
 * 260 of each source, an hour apart, of every state. By source: one old copy that nobody has read since, proofs that were never timed, proofs
 * that are long ago, newest copies of unknown size, failures after some that nobody read
 * back, failures alone.
 */
const POINTS = `
  insert into backup.point (id, source_id, state, cause, begun_at, taken_at, stored_at, verified_at, proven_at, failed_at, removed_at,
    bytes, raw_bytes, sha256, take_seconds, prove_seconds, manifest, proof, trouble)
  select gen_random_uuid(), 'uji-' || s, p.state, 'schedule', p.at, p.at, p.at,
    case when luck % 5 > 0 and (s % 2 = 1 or n = 250) then p.at else timestamptz '2025-08-30T20:30:00+07:00' end,
    case when p.state = 'proven' or is_tried then p.at + interval '2 h' end, case when p.state = 'failed' then p.at end,
    case when n > 30 and luck % 3 = 0 then timestamptz '2025-08-30T12:00:00+07:00' end, 10,
    case when luck % 13 > 0 and (s % 9 < 4 or n > 4) then 1000 + luck end, repeat('0', 64), 5, case when is_tried and s % 7 < 5 then luck * 40 end,
    json_build_object('engine', 'dump', 'tables', json_build_array(json_build_object('name', 't', 'rows', luck * 10))), '{}', '{"code": "backup.damaged", "detail": ""}'
  from generate_series(0, ${MANY - 1}) as s, generate_series(1, 260) as n,
    lateral (select mod(hashint4(s * 1000 + n)::bigint + 2147483648, 97)::int as luck) as l,
    lateral (select luck % 11 = 0 and (s % 5 < 4 or n > 170) as is_tried) as t,
    lateral (select case when s % 7 = 5 and n between 3 and 8 then 'stored' when s % 7 = 6 or s % 7 = 5 and n < 3 or luck < 20 then 'failed' when luck < 25 then 'stored'
        when luck < 40 and s % 3 > 0 and s % 5 < 4 then 'proven' else 'verified' end as state,
      timestamptz '2025-08-30T21:00:00+07:00' - (n + s % 4 * 6) * interval '1 h' as at) as p
`;
const RESTORES = `
  insert into backup.restore (id, source_id, point_id, target, place, state, phase, begun_at, bytes_total, seconds, proof, trouble)
  select gen_random_uuid(), source_id, id, 'beside', 'x', case when take_seconds > 0 and raw_bytes % 3 > 0 then 'done' else 'failed' end, 'ended',
    begun_at + interval '90 min', 10, raw_bytes, '{}', '{"code": "backup.damaged", "detail": ""}'
  from backup.point where raw_bytes % 4 = 0 and source_id !~ '[49]$' and state in ('verified', 'proven')
`;
/** Some were tried to be read back since, some longer ago than the others. */
const COPIES = `
  insert into backup.copy (point_id, vault_id, state, read_at)
  select id, 'lokal', 'verified', timestamptz '2025-08-15T00:00:00+07:00' + mod(raw_bytes, 37) * interval '5 h' from backup.point where raw_bytes % 2 = 0
`;
