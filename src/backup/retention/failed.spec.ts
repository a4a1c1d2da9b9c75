import { readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { plantDump } from '../../../test/support/planted.js';
import { LedgerEntries } from '../../audit/index.js';
import { Actor } from '../../people/index.js';
import { DAY_MS, HOUR_MS, newId, Tx } from '../../platform/index.js';
import { PointStore } from '../point-store.js';
import { RecordProven } from '../records/record-proven.js';
import { RecordTrouble } from '../records/record-trouble.js';
import { RecordVerified } from '../records/record-verified.js';
import { Shelf } from '../shelf.js';
import type { VaultEntry } from '../shelf-schema.js';
import { Sources } from '../sources.js';
import type { Point } from '../types.js';
import { Vaults } from '../vaults/vaults.js';
import { RETIRE } from '../workflows/names.js';
import { RemovalTick } from '../workflows/removal-tick.js';
import { ApproveRequest, AskSecond, Leftovers, Retention, SetHold } from './index.js';

const SOURCE = 'samsat-katang-db';
const system = Actor.system('backup');
const damaged = { code: 'backup.damaged', detail: 'x' };

let house: House;
const store = () => house.get(PointStore);
const officer = (person: string) => house.as('recovery-officer', person);
const at = (days: number) => new Date(THE_NIGHT.getTime() + days * DAY_MS);
const why = async (id: string) => {
  const { failed } = await house.get(Retention).of(SOURCE);
  return failed.find(({ point }) => point.id === id)?.reasons.map(({ kind }) => kind);
};
const lies = async (id: string, vaultId = 'lokal') => {
  const found: string[] = [];
  for await (const { key } of (await house.get(Vaults).open(vaultId, 'prover')).list(`${SOURCE}/${id}/`)) found.push(key);
  return found.length;
};

/** One whose program ended badly after a file of it had come into the vault. */
async function unfinished(days: number, code = 'child-failed'): Promise<string> {
  const id = newId();
  await house
    .get(Tx)
    .housekeeping('test.plant', () =>
      store().add({ id, sourceId: SOURCE, state: 'running', cause: 'schedule', begunAt: at(days) }),
    );
  const vault = await house.get(Vaults).open('lokal', 'writer');
  await vault.put(`${SOURCE}/${id}/dump.sql.zst.age`, Readable.from(['half']));
  house.clock.set(at(days));
  await house.get(RecordTrouble).run(system, { pointId: id, trouble: { code: `backup.${code}`, detail: 'x' } });
  return id;
}

async function proven(days: number): Promise<string> {
  const pointId = await plantDump(house, ['lokal'], at(days));
  await house.get(RecordProven).run(system, { pointId, proof: { tables: [], shape: [], assertions: [], seconds: 1 } });
  return pointId;
}

/** Retention at work, as after a backup that was read back. */
async function retire(days: number): Promise<void> {
  house.clock.set(at(days));
  const [newest] = await store().whole(SOURCE);
  await house.get(Tx).housekeeping('test.retire', () => house.get(Tx).start(RETIRE, newId(), newest!.id));
  await house.settle();
  expect(await house.troubles()).toEqual([]);
}

beforeAll(async () => {
  house = await openHouse();
  (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'arsip', kind: 'folder', path: 'vaults/arsip' } as VaultEntry);
  house.get(Shelf).source(SOURCE).vaults = ['lokal', 'arsip'];
  house.get(Shelf).source(SOURCE).retention = { last: 1, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
});
afterAll(() => house.close());

describe('what a copy that was never finished has left', () => {
  let id: string;

  it('stays while no newer point is proven, however long that takes, and the page says so', async () => {
    id = await unfinished(0);
    await plantDump(house, ['lokal'], at(1));
    await retire(30);
    expect([await why(id), await lies(id)]).toEqual([['unproven'], 1]);
  });

  it('goes a week after it has failed, with the next backup, and the ledger says so', async () => {
    const late = await unfinished(25);
    await proven(30);
    await retire(31);
    expect([await lies(id), await lies(late)]).toEqual([0, 1]);
    expect([await why(id), await why(late)]).toEqual([undefined, ['fresh']]);
    expect((await store().copies(id)).map(({ vaultId, goneAt }) => [vaultId, goneAt])).toEqual([
      ['arsip', at(31)],
      ['lokal', at(31)],
    ]);
    const entries = (await house.get(LedgerEntries).page(50)).filter(({ subjectId }) => subjectId === id);
    expect(entries.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['backup.record-removed', 'backup.record-gone']));
    await retire(32);
    expect(await lies(late)).toBe(0);
  });

  it('goes with the beginnings of files that a killed process has left in a folder', async () => {
    const killed = await unfinished(33);
    const folder = path.join(house.data, 'vaults', 'lokal', SOURCE, killed);
    await writeFile(path.join(folder, 'roles.sql.zst.age.part-0011'), 'half');
    await proven(34);
    await retire(41);
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  it('is a leftover until its vault has let it go', async () => {
    const stuck = await unfinished(42);
    await proven(43);
    const folder = path.join(house.data, 'vaults', 'lokal');
    await rename(folder, `${folder}-pergi`);
    await retire(50);
    expect(await house.get(Leftovers).all()).toMatchObject([{ sourceId: SOURCE, vaultId: 'lokal', since: at(50) }]);
    await rename(`${folder}-pergi`, folder);
    expect(await lies(stuck)).toBe(1);
    house.clock.set(new Date(at(50).getTime() + HOUR_MS));
    await house.get(RemovalTick).startDue();
    await house.settle();
    expect([await lies(stuck), await house.get(Leftovers).all()]).toEqual([0, []]);
  });

  it('stays under a legal hold', async () => {
    const held = await unfinished(51);
    await proven(52);
    const basis = { reason: 'pemeriksaan', basis: 'Surat contoh 1/2025' };
    await house.get(SetHold).run(officer('person-one'), { sourceId: SOURCE, pointId: held, ...basis });
    await retire(90);
    expect([await why(held), await lies(held)]).toEqual([['held'], 1]);
  });

  it('that a restore of this database has overtaken stays as long as a whole one would', async () => {
    house.get(Shelf).source(SOURCE).retention.monthly = 12;
    const overtaken = await unfinished(60, 'overtaken');
    await proven(91);
    await retire(92);
    expect([await why(overtaken), await lies(overtaken)]).toEqual([['monthly'], 1]);
    house.get(Shelf).source(SOURCE).retention.monthly = 0;
  });
});

describe('a point that turned out bad', () => {
  const fail = async (pointId: string, days: number, found: { vaultId: string; trouble?: typeof damaged }[]) => {
    house.clock.set(at(days));
    await house.get(RecordVerified).run(system, { pointId, found });
  };

  it('goes where every copy was read back and is bad', async () => {
    const pointId = await plantDump(house, ['lokal', 'arsip'], at(100));
    await fail(pointId, 101, [
      { vaultId: 'lokal', trouble: damaged },
      { vaultId: 'arsip', trouble: damaged },
    ]);
    await retire(120);
    expect(await why(pointId)).toEqual(['unproven']);
    await proven(121);
    await retire(122);
    expect([await lies(pointId), await lies(pointId, 'arsip')]).toEqual([0, 0]);
  });

  it('stays as a whole one would where a proof condemned it and nobody has read each copy back', async () => {
    house.get(Shelf).source(SOURCE).retention.monthly = 12;
    const pointId = await plantDump(house, ['lokal', 'arsip'], at(130));
    await house.get(RecordTrouble).run(system, { pointId, trouble: damaged });
    await proven(170);
    await retire(171);
    expect([await why(pointId), await lies(pointId, 'arsip')]).toEqual([['monthly'], 3]);
  });

  it('comes back where its bytes are right again, to be proven anew, and the ledger says so', async () => {
    const pointId = await plantDump(house, ['lokal'], at(171.1));
    await house.get(RecordProven).run(system, { pointId, proof: { tables: [], shape: [], assertions: [], seconds: 1 } });
    await fail(pointId, 171.2, [{ vaultId: 'lokal', trouble: damaged }]);
    await house.get(RecordTrouble).run(system, { pointId, trouble: { code: 'backup.tool-missing', detail: 'x' } });
    expect(await store().get(pointId)).toMatchObject({ state: 'failed', trouble: damaged });
    await fail(pointId, 171.3, [{ vaultId: 'lokal' }]);
    const back = await store().get(pointId);
    expect(back).toMatchObject({ state: 'verified', verifiedAt: at(171.3) });
    for (const gone of ['failedAt', 'provenAt', 'proof', 'trouble']) expect(back).not.toHaveProperty(gone);
    expect((await store().copies(pointId)).map(({ state }) => state)).toEqual(['verified']);
    const entries = (await house.get(LedgerEntries).page(50)).filter(({ subjectId }) => subjectId === pointId);
    expect(entries[0]?.verb).toBe('backup.record-verified');
    expect(JSON.parse(entries[0]?.detail ?? '')).toMatchObject({ isBack: true, found: ['lokal: whole'] });
  });

  it('comes back with one whole copy of two, and says what is wrong with the other one', async () => {
    const pointId = await plantDump(house, ['lokal', 'arsip'], at(171.31));
    const both = ['lokal', 'arsip'].map((vaultId) => ({ vaultId, trouble: damaged }));
    await fail(pointId, 171.32, both);
    const stands = async () => {
      const { alarms, damaged, level, isLost } = await house.get(Sources).get(SOURCE);
      const found = damaged.map(({ vaultId, points }) => [vaultId, points]);
      return { isAlarm: alarms.includes('damaged'), isNew: alarms.includes('never-stored'), found, level, isLost };
    };
    const before = await stands();
    expect(before).toMatchObject({ isAlarm: true, isNew: false, level: 'red', isLost: true });
    await fail(pointId, 171.33, [both[0]!, { vaultId: 'arsip' }]);
    expect(await stands()).toMatchObject({ isAlarm: true, isLost: false });
    expect((await stands()).found.find(([vaultId]) => vaultId === 'lokal')).toEqual(
      before.found.find(([vaultId]) => vaultId === 'lokal'),
    );
    expect(await store().get(pointId)).toMatchObject({ state: 'verified', trouble: damaged });
    expect((await store().copies(pointId)).map(({ state }) => state)).toEqual(['verified', 'failed']);
  });

  it.each([
    ['other rows', 'not-the-same'],
    ['a dump without its end', 'cut-short'],
  ])('stays failed for %s, though every byte is right', async (_, code) => {
    const pointId = await plantDump(house, ['lokal'], at(171.4));
    await house.get(RecordTrouble).run(system, { pointId, trouble: { code: `backup.${code}`, detail: 'x' } });
    await fail(pointId, 171.45, [{ vaultId: 'lokal' }]);
    expect(await store().get(pointId)).toMatchObject({ state: 'failed', trouble: { code: `backup.${code}` } });
    await house.get(Tx).housekeeping('test.out-of-the-way', async () => {
      await store().save({ ...(await store().get(pointId)), removedAt: at(171.45) });
    });
  });

  it('that is on its way out does not come back', async () => {
    const pointId = await plantDump(house, ['lokal'], at(171.46));
    await fail(pointId, 171.47, [{ vaultId: 'lokal', trouble: damaged }]);
    await house.get(Tx).housekeeping('test.removed', async () => {
      await store().save({ ...(await store().get(pointId)), removedAt: at(171.47) });
    });
    await fail(pointId, 171.48, [{ vaultId: 'lokal' }]);
    expect(await store().get(pointId)).toMatchObject({ state: 'failed', removedAt: at(171.47) });
  });

  it('stays failed when it is read back, and goes once every copy of it was found bad', async () => {
    const pointId = await plantDump(house, ['lokal', 'arsip'], at(171.5));
    const otherRows = { code: 'backup.not-the-same', detail: 'x' };
    await house.get(RecordTrouble).run(system, { pointId, trouble: otherRows });
    const read = (...trouble: (typeof damaged | undefined)[]) =>
      fail(pointId, 172, [
        { vaultId: 'lokal', trouble: trouble[0] },
        { vaultId: 'arsip', trouble: trouble[1] },
      ]);
    const mayBeWhole = async () => (await store().failed(SOURCE)).find(({ id }) => id === pointId)?.mayBeWhole;
    await read(damaged);
    expect([(await store().get(pointId)).state, await mayBeWhole()]).toEqual(['failed', true]);
    await read(damaged, damaged);
    expect([(await store().get(pointId)).state, await mayBeWhole()]).toEqual(['failed', false]);
    expect((await store().copies(pointId)).map(({ state }) => state)).toEqual(['failed', 'failed']);
  });

  it('keeps what it stands on while it may be whole', async () => {
    const [base, upon] = [await plantDump(house, ['lokal'], at(172)), await plantDump(house, ['lokal'], at(173))];
    const { manifest, ...point } = await store().get(upon);
    const standing = { ...manifest, repository: { standsOn: [{ pointId: base }] } } as unknown as Point['manifest'];
    await house.get(Tx).housekeeping('test.upon', () => store().save({ ...point, manifest: standing }));
    await house.get(RecordTrouble).run(system, { pointId: upon, trouble: damaged });
    await proven(174);
    await retire(175);
    expect((await store().get(base)).removedAt).toBeUndefined();
    const asked = house.get(AskSecond).run(officer('person-one'), { kind: 'remove-point', pointId: base, reason: 'percobaan' });
    await expect(asked).rejects.toMatchObject({ code: 'backup.protected', context: { detail: 'base' } });
    house.get(Shelf).source(SOURCE).retention.monthly = 0;
    for (const days of [181, 182]) await retire(days);
    expect([(await store().get(upon)).removedAt, (await store().get(base)).removedAt]).toEqual([at(181), at(182)]);
  });

  it('goes at once where two people want it, but never before a newer one is proven', async () => {
    const pointId = await unfinished(190);
    const ask = () => house.get(AskSecond).run(officer('person-one'), { kind: 'remove-point', pointId, reason: 'percobaan' });
    await expect(ask()).rejects.toMatchObject({ code: 'backup.protected', context: { detail: 'unproven' } });
    await proven(191);
    const { id: requestId } = await ask();
    await house.get(ApproveRequest).run(officer('person-two'), { requestId });
    await house.settle();
    expect(await lies(pointId)).toBe(0);
  });
});
