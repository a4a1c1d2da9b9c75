import { access, rename } from 'node:fs/promises';
import path from 'node:path';
import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { plantDump } from '../../../test/support/planted.js';
import { Tx } from '../../platform/index.js';
import { CheckCatalogue } from '../catalogue/check-catalogue.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import type { Source, VaultEntry } from '../shelf-schema.js';
import { Sources } from '../sources.js';
import { RemovalTick } from '../workflows/removal-tick.js';
import { ApproveRequest, AskSecond, isDueAgain, Leftovers, SetHold } from './index.js';

const SOURCE = 'samsat-katang-db';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('when a vault is asked again', () => {
  it.each([
    ['never tried, within the hour', undefined, HOUR - 1, false],
    ['never tried, an hour on', undefined, HOUR, true],
    ['tried at once, an hour on', 0, HOUR, true],
    ['tried after five hours, nine hours on', 5 * HOUR, 9 * HOUR, false],
    ['tried after five hours, ten hours on', 5 * HOUR, 10 * HOUR, true],
    ['tried after a month, a day on', 30 * DAY, 31 * DAY, true],
    ['tried after a month, less than a day on', 30 * DAY, 31 * DAY - 1, false],
  ])('%s', (_, tried, now, due) => {
    const at = (ms: number) => new Date(THE_NIGHT.getTime() + ms);
    const triedAt = tried === undefined ? undefined : at(tried);
    expect(isDueAgain({ removedAt: THE_NIGHT, triedAt }, at(now))).toBe(due);
  });
});

describe('a copy that cannot be removed', () => {
  let house: House;
  let pointId: string;
  const folder = (name: string) => path.join(house.data, 'vaults', name);
  const lies = (vault: string) =>
    access(path.join(folder(vault), SOURCE, pointId, 'manifest.json')).then(
      () => true,
      () => false,
    );
  const left = () => house.get(Leftovers).all();
  const alarms = async () => (await house.get(Sources).get(SOURCE)).alarms;
  const wrongCatalogues = async () =>
    (await house.get(CheckCatalogue).all())
      .filter(({ trouble }) => trouble)
      .map(({ vaultId, trouble }) => [vaultId, trouble!.code]);
  const tick = async (ms: number) => {
    house.clock.set(new Date(THE_NIGHT.getTime() + ms));
    await house.get(RemovalTick).startDue();
    await house.settle();
  };

  const removeOne = async () => {
    pointId = await plantDump(house, ['arsip', 'lokal']);
    await rename(folder('arsip'), folder('pergi'));
    const ask = { kind: 'remove-point', pointId, reason: 'salinan dari percobaan' };
    const { id: requestId } = await house.get(AskSecond).run(house.as('recovery-officer', 'person-one'), ask);
    await house.get(ApproveRequest).run(house.as('recovery-officer', 'person-two'), { requestId });
    await house.settle();
  };

  beforeAll(async () => {
    house = await openHouse();
    (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'arsip', kind: 'folder', path: 'vaults/arsip' } as VaultEntry);
    house.get(Shelf).source(SOURCE).vaults.unshift('arsip');
    await removeOne();
  });
  afterAll(() => house.close());

  it('does not keep the copies in other vaults', async () => {
    expect(await lies('lokal')).toBe(false);
    expect((await house.get(PointStore).copies(pointId)).map(({ vaultId, goneAt }) => [vaultId, goneAt])).toEqual([
      ['arsip', undefined],
      ['lokal', THE_NIGHT],
    ]);
  });

  it('is named, with its vault and what stands in the way', async () => {
    const trouble = expect.objectContaining({ code: 'backup.vault-vanished' });
    expect(await left()).toEqual([{ sourceId: SOURCE, vaultId: 'arsip', points: 1, since: THE_NIGHT, trouble }]);
    expect((await house.get(Sources).get(SOURCE)).leftovers).toEqual(await left());
    expect(await alarms()).toContain('not-removed');
    expect(await wrongCatalogues()).toEqual([['arsip', 'backup.vault-vanished']]);
  });

  it('is asked for again after an hour, and then until it is gone', async () => {
    await tick(HOUR - 1);
    expect((await house.get(PointStore).copies(pointId))[0]?.triedAt).toEqual(THE_NIGHT);
    await tick(HOUR);
    expect((await house.get(PointStore).copies(pointId))[0]?.triedAt).toEqual(new Date(THE_NIGHT.getTime() + HOUR));
    await rename(folder('pergi'), folder('arsip'));
    expect(await lies('arsip')).toBe(true);
    expect(await wrongCatalogues()).toEqual([]);
    await tick(2 * HOUR);
    expect(await lies('arsip')).toBe(false);
    expect([await left(), await wrongCatalogues()]).toEqual([[], []]);
    expect(await alarms()).not.toContain('not-removed');
    expect(await house.troubles()).toEqual([]);
  });

  it('stays from when its source is held, until two people lift the hold', async () => {
    await removeOne();
    const [one, two] = ['person-one', 'person-two'].map((person) => house.as('recovery-officer', person));
    const hold = { sourceId: SOURCE, reason: 'pemeriksaan', basis: 'Surat contoh 1/2025' };
    const { id: holdId } = await house.get(SetHold).run(one!, hold);
    await rename(folder('pergi'), folder('arsip'));
    await tick(3.5 * HOUR);
    expect(await lies('arsip')).toBe(true);
    expect(await left()).toMatchObject([{ vaultId: 'arsip', trouble: { code: 'backup.protected', detail: 'held' } }]);
    const lift = { kind: 'lift-hold', holdId, reason: 'pemeriksaan selesai' };
    const { id: requestId } = await house.get(AskSecond).run(one!, lift);
    await house.get(ApproveRequest).run(two!, { requestId });
    await tick(6 * HOUR);
    expect([await lies('arsip'), await left()]).toEqual([false, []]);
  });

  it('does not wait for ever behind others that never go', async () => {
    const stuck: string[] = [];
    for (let n = 0; n < 11; n++) stuck.push(await plantDump(house, ['arsip'], new Date(THE_NIGHT.getTime() + n)));
    await house.get(Tx).housekeeping('test.removed', async () => {
      for (const id of stuck) {
        const point = await house.get(PointStore).get(id);
        await house.get(PointStore).save({ ...point, removedAt: point.begunAt });
      }
    });
    const begun = async (ms: number) => {
      house.clock.set(new Date(THE_NIGHT.getTime() + ms));
      await house.get(RemovalTick).startDue();
      const asked = await house.db.many<{ id: string }>(
        `select workflow_uuid as id from dbos.workflow_status where name = 'backup.remove'`,
      );
      return stuck.filter((pointId) => asked.some(({ id }) => id.startsWith(`remove-${pointId}`)));
    };
    expect(await begun(10 * HOUR)).toEqual(stuck.slice(0, 10));
    expect(await begun(10 * HOUR + 60_000)).toEqual(stuck);
    await house.settle();
    expect(await left()).toEqual([]);
    house.clock.set(THE_NIGHT);
  });

  it('goes too when its source is no longer on the shelf', async () => {
    await removeOne();
    const sources = house.get(Shelf).sources as Source[];
    sources.splice(sources.indexOf(house.get(Shelf).source(SOURCE)), 1);
    await rename(folder('pergi'), folder('arsip'));
    await tick(9 * HOUR);
    expect(await left()).toEqual([]);
    expect(await lies('arsip')).toBe(false);
  });
});
