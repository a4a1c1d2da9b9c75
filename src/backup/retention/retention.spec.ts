import type pg from 'pg';
import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { onServer } from '../../../test/support/postgres.js';
import { LedgerEntries } from '../../audit/index.js';
import { Actor } from '../../people/index.js';
import { newId, Tx } from '../../platform/index.js';
import { Approvals } from '../approvals.js';
import { ApproveRestore } from '../approve-restore.js';
import { PointStore } from '../point-store.js';
import { Points } from '../points.js';
import { RecordRemoved } from '../records/record-removed.js';
import { RestorePoint } from '../restore-point.js';
import { RestoreStore } from '../restore-store.js';
import { Restores } from '../restores.js';
import type { Zone } from '../rules.js';
import { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import type { Point, Restore } from '../types.js';
import { Zones } from '../zones.js';
import { AdoptPolicy, ApproveRequest, AskSecond, RefuseRequest, Retention, SetHold } from './index.js';

const SOURCE = 'samsat-katang-db';
const DAY = 86_400_000;
const reason = 'salinan dari percobaan yang keliru';

let house: House;
let points: Point[];
const first = () => house.as('recovery-officer', 'person-one');
const second = () => house.as('recovery-officer', 'person-two');
const code = (name: string) => expect.objectContaining({ code: `backup.${name}` });
const ask = (what: object) => house.get(AskSecond).run(first(), { reason, ...what });
const approve = (requestId: string, by = second()) => house.get(ApproveRequest).run(by, { requestId });
const view = () => house.get(Retention).of(SOURCE);
const shelf = () => house.get(Shelf).source(SOURCE) as { retention: Source['retention'] };

/** Whole points of the last days, newest first; the third is proven. */
async function plant(count: number): Promise<Point[]> {
  const store = house.get(PointStore);
  const made = Array.from({ length: count }, (_, day): Point => {
    const at = new Date(THE_NIGHT.getTime() - day * DAY);
    const whole = {
      storedAt: at,
      verifiedAt: at,
      bytes: 1,
      rawBytes: 1,
      sha256: '0'.repeat(64),
      manifest: {} as Point['manifest'],
    };
    const proven = day === 2 ? ({ state: 'proven', provenAt: at, proof: {} as Point['proof'] } as const) : {};
    return { id: newId(), sourceId: SOURCE, state: 'verified', cause: 'schedule', begunAt: at, takenAt: at, ...whole, ...proven };
  });
  await house.get(Tx).housekeeping('test.plant', async () => {
    for (const point of made) {
      await store.add({ ...point, state: 'running' });
      await store.save(point);
    }
  });
  return made;
}

beforeAll(async () => {
  house = await openHouse();
  points = await plant(8);
  shelf().retention = { last: 2, daily: 3, weekly: 0, monthly: 0, yearly: 0 };
  await house.get(AdoptPolicy).run(Actor.system('backup'), { sourceId: SOURCE });
});
afterAll(() => house.close());

describe('who names a source where a point is wanted', () => {
  it.each(['verify', 'prove'] as const)('means its newest one that it is possible to %s', async (work) => {
    const meant = (id: string) => house.get(Points).meant(id, work);
    expect((await meant(SOURCE)).id).toBe(points[0]!.id);
    expect((await meant(points[3]!.id)).id).toBe(points[3]!.id);
    await expect(meant('no-such')).rejects.toEqual(code('no-such-point'));
    const bare = house.get(Shelf).sources.find(({ id }) => id !== SOURCE)!;
    await expect(meant(bare.id)).rejects.toEqual(code('nothing-to-restore'));
  });

  it('means its newest restore', async () => {
    const restores = house.get(Restores);
    await expect(restores.meant(SOURCE)).rejects.toEqual(code('no-such-restore'));
    expect(await restores.meant(points[0]!.id)).toBe(points[0]!.id);
  });
});

describe('retention of a source', () => {
  it('says of each point why it is kept, and what goes now and with the next backup', async () => {
    const { verdicts, next, isChanged, inForce } = await view();
    expect({ isChanged, inForce }).toEqual({ isChanged: false, inForce: shelf().retention });
    expect(verdicts.map(({ reasons }) => reasons.map(({ kind }) => kind).join())).toEqual([
      'last,daily',
      'last,daily',
      'daily,last-proven',
      '',
      '',
      '',
      '',
      '',
    ]);
    expect(next.at).toEqual(new Date('2025-08-31T01:00:00+07:00'));
    expect(next.points.map(({ id }) => id)).toEqual(points.slice(3).map(({ id }) => id));
  });

  it('lets a policy that keeps less rule only when a second person has approved that very policy', async () => {
    shelf().retention = { last: 1, daily: 0, weekly: 5, monthly: 0, yearly: 0 };
    expect(await view()).toMatchObject({ isChanged: true, inForce: { last: 2, daily: 3, weekly: 5 } });
    const request = await ask({ kind: 'change-policy', sourceId: SOURCE });
    await expect(ask({ kind: 'change-policy', sourceId: SOURCE })).rejects.toEqual(code('already-asked'));
    await expect(approve(request.id, first())).rejects.toEqual(code('same-person'));
    shelf().retention = { ...shelf().retention, weekly: 1 };
    await expect(approve(request.id)).rejects.toEqual(code('policy-changed-since'));
    await house.get(RefuseRequest).run(first(), { requestId: request.id });
    await expect(approve(request.id)).rejects.toEqual(code('already-decided'));
    await approve((await ask({ kind: 'change-policy', sourceId: SOURCE })).id);
    expect(await view()).toMatchObject({ isChanged: false, inForce: { last: 1, daily: 0, weekly: 1 } });
    await expect(ask({ kind: 'change-policy', sourceId: SOURCE })).rejects.toEqual(code('policy-unchanged'));
  });

  it('removes a point by hand with two people, and says so in the ledger', async () => {
    const pointId = points[7]!.id;
    const request = await ask({ kind: 'remove-point', pointId });
    expect((await house.get(PointStore).get(pointId)).removedAt).toBeUndefined();
    await approve(request.id);
    await house.settle();
    expect((await house.get(PointStore).get(pointId)).removedAt).toEqual(THE_NIGHT);
    await expect(ask({ kind: 'remove-point', pointId })).rejects.toEqual(code('not-offered'));
    const entries = await house.get(LedgerEntries).page(50);
    expect(entries.find(({ verb }) => verb === 'backup.approve-request')).toMatchObject({ actor: 'person-two' });
  });

  it('never removes the last proven one, by whomever it is asked', async () => {
    await expect(ask({ kind: 'remove-point', pointId: points[2]!.id })).rejects.toEqual(code('protected'));
  });

  it('removes no older proven one while none of the copies of the last one can be read', async () => {
    const store = house.get(PointStore);
    const [last, older] = [points[2]!, points[4]!];
    const change = (work: () => Promise<void>) => house.get(Tx).housekeeping('test.plant', work);
    await change(async () => {
      await store.saveCopy({ pointId: last.id, vaultId: 'lokal', state: 'stored', readAt: THE_NIGHT });
      await store.save({ ...older, state: 'proven', provenAt: older.takenAt, proof: last.proof });
    });
    await expect(ask({ kind: 'remove-point', pointId: older.id })).rejects.toEqual(code('protected'));
    await change(async () => {
      await store.saveCopy({ pointId: last.id, vaultId: 'lokal', state: 'verified', readAt: THE_NIGHT });
      await store.save(older);
    });
  });

  it('removes nothing that is held, until two people lift the hold', async () => {
    const pointId = points[6]!.id;
    const asked = await ask({ kind: 'remove-point', pointId });
    const hold = await house.get(SetHold).run(first(), { sourceId: SOURCE, reason: 'pemeriksaan', basis: 'Surat contoh 1/2025' });
    await expect(approve(asked.id)).rejects.toEqual(code('protected'));
    const retired = house.get(RecordRemoved).run(Actor.system('backup'), { pointId: points[5]!.id });
    await expect(retired).rejects.toEqual(code('protected'));
    expect((await view()).verdicts.every(({ reasons }) => reasons.some(({ kind }) => kind === 'held'))).toBe(true);
    const lifting = await ask({ kind: 'lift-hold', holdId: hold.id });
    await expect(approve(lifting.id, first())).rejects.toEqual(code('same-person'));
    await approve(lifting.id);
    await expect(ask({ kind: 'lift-hold', holdId: hold.id })).rejects.toEqual(code('hold-lifted'));
    await approve(asked.id);
    expect((await view()).holds).toMatchObject([{ liftedAt: THE_NIGHT }]);
  });

  it('goes by the zone of its schedule, else of its office, else WIB', async () => {
    const source = house.get(Shelf).source(SOURCE);
    const zoneOf = (zone?: Zone, office = source.office) => {
      return house.get(Zones).of({ ...source, office, schedule: { ...source.schedule, zone } });
    };
    expect(await zoneOf('Asia/Jayapura')).toBe('Asia/Jayapura');
    expect(await zoneOf()).toBe('Asia/Jakarta');
    expect(await zoneOf(undefined, 'kantor-lain')).toBe('Asia/Jakarta');
  });

  it('removes nothing from under a restore', async () => {
    const pointId = points[4]!.id;
    const restore = restoreOf(pointId, { state: 'running' });
    await house.get(Tx).housekeeping('test.restore', () => house.get(RestoreStore).add(restore));
    await expect(ask({ kind: 'remove-point', pointId })).rejects.toEqual(code('protected'));
  });

  it('begins no restore in place of a point that was removed since it was asked for', async () => {
    const pointId = points[3]!.id;
    const asking = { askedBy: 'person-one', reason, dueAt: new Date(THE_NIGHT.getTime() + DAY) };
    const restore = restoreOf(pointId, { target: 'in-place', state: 'asked', ...asking });
    await house.get(Tx).housekeeping('test.ask', () => house.get(RestoreStore).add(restore));
    await house.get(Tx).housekeeping('test.gone', () => house.get(PointStore).save({ ...points[3]!, removedAt: THE_NIGHT }));
    const approving = house.get(ApproveRestore).run(second(), { restoreId: restore.id });
    await expect(approving).rejects.toEqual(code('not-offered'));
    expect((await house.get(RestoreStore).get(restore.id)).state).toBe('asked');
    await house.get(Tx).housekeeping('test.back', () => house.get(PointStore).save(points[3]!));
  });

  it('begins no restore of a point that is being removed at the same moment', async () => {
    const pointId = points[5]!.id;
    await onServer(async (other) => {
      await other.query('begin');
      await other.query(`select pg_advisory_xact_lock(hashtextextended('backup.retention/' || $1, 0))`, [SOURCE]);
      await other.query('update backup.point set removed_at = now() where id = $1', [pointId]);
      let isOver = false;
      const begun = house.get(RestorePoint).run(first(), { sourceId: SOURCE, pointId });
      const refused = expect(begun.finally(() => (isOver = true))).rejects.toEqual(code('not-offered'));
      while (!isOver && !(await waits(other)));
      await other.query('commit');
      await refused;
      await other.query('update backup.point set removed_at = null where id = $1', [pointId]);
    }, house.url);
  });

  it('removes nothing that another stands on', async () => {
    const [newest, , , base] = points;
    const manifest = { repository: { standsOn: [{ pointId: base!.id }] } } as unknown as Point['manifest'];
    await house.get(Tx).housekeeping('test.base', () => house.get(PointStore).save({ ...newest!, manifest }));
    await expect(ask({ kind: 'remove-point', pointId: base!.id })).rejects.toEqual(code('protected'));
    const kept = (await view()).verdicts.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'base'));
    expect(kept.map(({ point }) => point.id)).toEqual([base!.id]);
  });

  it('forgets what nobody has answered within a week, and lets it be asked again', async () => {
    const hold = await house.get(SetHold).run(first(), { sourceId: SOURCE, reason: 'pemeriksaan', basis: 'Surat contoh 3/2025' });
    const asked = await ask({ kind: 'lift-hold', holdId: hold.id });
    expect((await house.get(Approvals).waiting()).map(({ id }) => id)).toContain(asked.id);
    house.clock.set(new Date(THE_NIGHT.getTime() + 7 * DAY));
    expect((await house.get(Approvals).waiting()).map(({ id }) => id)).not.toContain(asked.id);
    expect((await view()).requests.find(({ id }) => id === asked.id)?.state).toBe('expired');
    await expect(approve(asked.id)).rejects.toEqual(code('ask-expired'));
    const again = await ask({ kind: 'lift-hold', holdId: hold.id });
    await approve(again.id);
    house.clock.set(THE_NIGHT);
    expect((await view()).requests.find(({ id }) => id === asked.id)?.state).toBe('expired');
  });

  it('goes by the clock of the stores where a lock is in the way, whatever the story says', async () => {
    const pointId = points[6]!.id;
    const lock = (lockedUntil: Date) =>
      house.get(Tx).housekeeping('test.lock', async () => {
        await house.get(PointStore).saveCopy({ pointId, vaultId: 'lokal', state: 'verified' });
        await house.get(PointStore).saveLock({ pointId, vaultId: 'lokal', lockedUntil, lockMode: 'compliance' });
        await house.get(PointStore).save({ ...points[6]!, removedAt: undefined });
      });
    const kinds = async () => (await view()).verdicts.find(({ point }) => point.id === pointId)!.reasons.map(({ kind }) => kind);
    const real = house.clock.real().getTime();
    house.clock.set(new Date(real + 2 * DAY));
    await lock(new Date(real + DAY));
    expect(await kinds()).toContain('locked');
    await expect(ask({ kind: 'remove-point', pointId })).rejects.toEqual(code('protected'));
    house.clock.set(THE_NIGHT);
    await lock(new Date(real - DAY));
    expect(await kinds()).not.toContain('locked');
  });

  it('holds one point alone', async () => {
    const pointId = points[5]!.id;
    await house.get(SetHold).run(first(), { sourceId: SOURCE, pointId, reason: 'pemeriksaan', basis: 'Surat contoh 2/2025' });
    const held = (await view()).verdicts.filter(({ reasons }) => reasons.some(({ kind }) => kind === 'held'));
    expect(held.map(({ point }) => point.id)).toEqual([pointId]);
  });
});

function restoreOf(pointId: string, more: Partial<Restore> & Pick<Restore, 'state'>): Restore {
  const place = { id: newId(), sourceId: SOURCE, pointId, target: 'beside', place: 'x', phase: 'waiting' } as const;
  return { ...place, begunAt: THE_NIGHT, bytesTotal: 1, bytesDone: 0, dropsOriginal: false, ...more };
}

/** Whether somebody in this database waits for a lock. */
async function waits(client: pg.Client): Promise<boolean> {
  const sql = `select from pg_locks join pg_database d on d.oid = database where not granted and datname = current_database()`;
  return (await client.query(sql)).rowCount !== 0;
}
