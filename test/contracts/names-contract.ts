import { Engines } from '../../src/backup/engines/engines.js';
import { ApproveRestore, RefuseRestore, RestoreSeries, Restores, SwitchRestore, TakeBackup } from '../../src/backup/index.js';
import { PointStore } from '../../src/backup/point-store.js';
import { Shelf } from '../../src/backup/shelf.js';
import type { Source } from '../../src/backup/shelf-schema.js';
import { SwitchStore } from '../../src/backup/switching/switch-store.js';
import { Tx } from '../../src/platform/index.js';
import { type EngineUnderTest, ID, type Rig, sourceOf } from './engine-contract.js';

/** What an engine must do whose places can change their names. */
export function namesContract(engine: EngineUnderTest, { house, take, prove, restore, vault }: Rig): void {
  const original = () => engine.original();
  const officer = () => house().as('recovery-officer');

  describe('changing names', () => {
    const turn = async (restoreId: string, way: 'forth' | 'back') => {
      await house().get(SwitchRestore).run(officer(), { restoreId, way });
      await house().settle();
      return (await house().get(Restores).get(restoreId)).lastSwitch;
    };
    const restored = async (command: object = {}) => {
      await prove((await take()).id);
      await engine.write();
      return restore(command);
    };

    it('gives the restored one the name, keeps the original, and changes back', async () => {
      const { id, place } = await restored();
      const [now, then] = [await engine.count(original()), await engine.count(place)];
      expect(now).toBe(then + 1);
      const { gone } = (await engine.enter?.(original())) ?? { gone: undefined };
      expect(await turn(id, 'forth')).toMatchObject({ state: 'done', kept: `${original()}_lama_20250830` });
      await gone;
      expect(await engine.count(original())).toBe(then);
      expect(await engine.count(`${original()}_lama_20250830`)).toBe(now);
      expect(await house().get(Restores).waysIn(id)).toMatchObject({ isUnchanged: true, name: original() });
      await expect(turn(id, 'forth')).rejects.toMatchObject({ code: 'backup.not-switchable' });
      expect(await turn(id, 'back')).toMatchObject({ state: 'done', way: 'back' });
      expect(await engine.count(original())).toBe(now);
      expect(await engine.places(house())).toEqual([original(), place]);
      await expect(turn(id, 'back')).rejects.toMatchObject({ code: 'backup.not-switched' });
      await engine.drop(place);
      await expect(turn(id, 'forth')).rejects.toMatchObject({ code: 'backup.place-gone' });
    });

    it('goes on after it was killed at any moment, and is done once', async () => {
      const { id, place } = await restored();
      const [now, then] = [await engine.count(original()), await engine.count(place)];
      const { id: switchId, kept } = await house().get(SwitchRestore).run(officer(), { restoreId: id });
      const source = house().get(Shelf).source(ID);
      for (let again = 0; again < 2; again++) await house().get(Engines).of(source).exchange!(source, { place, kept });
      await house().settle();
      expect(await house().get(SwitchStore).get(switchId)).toMatchObject({ state: 'done' });
      expect([await engine.count(original()), await engine.count(kept!)]).toEqual([then, now]);
      expect(await engine.places(house())).toEqual([original(), kept]);
      await turn(id, 'back');
      await engine.drop(place);
    });

    it('in place needs a reason and a second person, and keeps or drops the old one as it was asked', async () => {
      await expect(restored({ target: 'in-place' })).rejects.toMatchObject({ code: 'platform.bad-input' });
      for (const dropsOriginal of [false, true]) {
        const { id, state } = await restored({ target: 'in-place', reason: 'isi rusak', dropsOriginal });
        expect(state).toBe('asked');
        const then = (await engine.count(original())) - 1;
        await expect(house().get(ApproveRestore).run(officer(), { restoreId: id })).rejects.toMatchObject({
          code: 'backup.same-person',
        });
        await house().get(ApproveRestore).run(house().as('recovery-officer', 'second'), { restoreId: id });
        await house().settle();
        const done = await house().get(Restores).get(id);
        expect(done).toMatchObject({ state: 'done', nowAs: original(), lastSwitch: { state: 'done', dropsKept: dropsOriginal } });
        expect(await engine.count(original())).toBe(then);
        const left = (await engine.places(house())).filter((name) => name !== original());
        expect(left).toEqual(dropsOriginal ? [] : [done.lastSwitch!.kept]);
        for (const name of left) await engine.drop(name);
      }
    });

    it('in place does nothing once it was refused, or nobody answered in time', async () => {
      const asked = () => restored({ target: 'in-place', reason: 'isi rusak' });
      const second = house().as('recovery-officer', 'second');
      const refused = await asked();
      await house().get(RefuseRestore).run(second, { restoreId: refused.id, reason: 'masih dipakai' });
      const expired = await asked();
      house().clock.set('2025-09-02T22:00:00+07:00');
      expect(await house().get(Restores).get(refused.id)).toMatchObject({ state: 'refused', answer: 'masih dipakai' });
      expect(await house().get(Restores).get(expired.id)).toMatchObject({ state: 'expired' });
      const approve = (restoreId: string) => house().get(ApproveRestore).run(second, { restoreId });
      await expect(approve(refused.id)).rejects.toMatchObject({ code: 'backup.not-asked' });
      await expect(approve(expired.id)).rejects.toMatchObject({ code: 'backup.ask-expired' });
      expect(await engine.places(house())).toEqual([original()]);
    });
  });

  it('restores several in order of dependency, and does not begin what needs a failed one', async () => {
    const ids = ['kontrak-c', 'kontrak-b', 'kontrak-a'];
    const after = [['kontrak-b'], ['kontrak-a'], []];
    const sources = house().get(Shelf).sources as Source[];
    sources.push(...ids.map((id, index) => ({ ...sourceOf(engine), id, after: after[index]! })));
    for (const sourceId of ids) await house().get(TakeBackup).run(officer(), { sourceId });
    await house().settle();
    const begin = async () => {
      const [first] = await house().get(RestoreSeries).run(officer(), { sourceIds: ids });
      await house().settle();
      return house().get(Restores).series(first!.seriesId!);
    };
    const done = await begin();
    expect(done.map(({ sourceId, state }) => [sourceId, state])).toEqual([...ids].reverse().map((id) => [id, 'done']));
    for (const { place } of done) await engine.drop(place);
    for await (const { key } of (await vault()).list('kontrak-a/')) await (await vault()).remove(key);
    expect((await begin()).map(({ trouble }) => trouble?.code)).toEqual([
      'backup.no-such-object',
      'backup.dependency-failed',
      'backup.dependency-failed',
    ]);
    expect(await engine.places(house())).toEqual([original()]);
    sources.splice(-ids.length);
  });

  it('foresees what is newer, from which measurement it knows the time, and whether there is room', async () => {
    const point = await prove((await take()).id);
    await engine.write();
    const { newer, measured, room } = await house().get(Restores).preview(ID, { pointId: point.id });
    expect(newer).toMatchObject({
      rows: 1,
      fewer: 0,
      isEstimate: false,
      tables: [{ name: expect.stringMatching(engine.grows) }],
    });
    expect(measured).toEqual({ what: 'proof', at: house().clock.now() });
    expect(room).toMatchObject({ fits: 'yes', freeBytes: expect.any(Number), neededBytes: point.proof!.bytes });
    const huge = { ...point, proof: { ...point.proof!, bytes: 1e18 } };
    await house()
      .get(Tx)
      .housekeeping('test.huge', () => house().get(PointStore).save(huge));
    await expect(restore({ pointId: point.id })).rejects.toMatchObject({ code: 'backup.no-room' });
  });
}
