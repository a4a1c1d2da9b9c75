import { rename } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { jest } from '@jest/globals';
import { Points, VerifyPoint } from '../../src/backup/index.js';
import { Shelf } from '../../src/backup/shelf.js';
import type { Source, VaultEntry } from '../../src/backup/shelf-schema.js';
import { FolderVault } from '../../src/backup/vaults/folder-vault.js';
import { type EngineUnderTest, ID, type Rig } from './engine-contract.js';

const SECOND = 'kedua';

/** What an engine must do when a vault goes away while it is read, or holds something else than it did. */
export function troubleContract(engine: EngineUnderTest, { house, take, restore, vault }: Rig): void {
  const content = 'dump.sql.zst.age';

  /** The stream ends half-way, as when a connection is cut. */
  const breaking = async <T>(isAway: (vaultId: string) => boolean, work: () => Promise<T>): Promise<T> => {
    const real = FolderVault.prototype.get;
    const spy = jest.spyOn(FolderVault.prototype, 'get').mockImplementation(async function (this: FolderVault, key, span) {
      const body = await real.call(this, key, span);
      if (!isAway(this.id) || !key.endsWith(content)) return body;
      const bytes = await buffer(body);
      return Readable.from(cut(bytes), { objectMode: false });
    });
    return work().finally(() => spy.mockRestore());
  };

  describe('a vault', () => {
    let source: Source;
    beforeAll(() => {
      const shelf = house().get(Shelf);
      source = shelf.source(ID);
      (shelf.vaults as VaultEntry[]).push({ ...shelf.vault('lokal'), id: SECOND, path: `vaults/${SECOND}` } as VaultEntry);
    });
    afterAll(() => {
      source.vaults.splice(1);
      (house().get(Shelf).vaults as VaultEntry[]).pop();
    });

    it('that goes away while it is read is named, and no half of a restore is left', async () => {
      const { id: pointId } = await take();
      const failed = await breaking(
        () => true,
        () => restore({ pointId }),
      );
      expect(failed).toMatchObject({ state: 'failed', trouble: { code: 'backup.vault-unreachable' } });
      expect(await engine.places(house())).toEqual([engine.original()]);
      const folder = path.join(house().data, 'vaults', 'lokal');
      await rename(folder, `${folder}-elsewhere`);
      const gone = await restore({ pointId }).finally(() => rename(`${folder}-elsewhere`, folder));
      expect(gone).toMatchObject({ state: 'failed', trouble: { code: 'backup.vault-vanished' } });
      expect(await engine.places(house())).toEqual([engine.original()]);
    });

    it('is followed by another one that has the point, and the restore is whole', async () => {
      source.vaults.push(SECOND);
      const { id: pointId } = await take();
      const { copies } = await house().get(Points).get(pointId);
      expect(copies.map(({ vaultId, state }) => [vaultId, state]).sort()).toEqual([
        [SECOND, 'verified'],
        ['lokal', 'verified'],
      ]);
      const first = copies[0]!.vaultId;
      const { state, place } = await breaking(
        (vaultId) => vaultId === first,
        () => restore({ pointId }),
      );
      expect([state, await engine.count(place)]).toEqual(['done', await engine.count(engine.original())]);
      await engine.drop(place);
      source.vaults.splice(1);
    });

    it.each([
      ['manifest.json', ['manifest.json']],
      ['everything', ['manifest.json', content, 'SHA256SUMS', 'RESTORE.txt', 'roles.sql.zst.age']],
    ])('that holds an older %s in its place is found out', async (_, files) => {
      const [older, newer] = [await take(), await take()];
      const store = await vault();
      for (const file of files) {
        const bytes = await buffer(await store.get(`${ID}/${older.id}/${file}`));
        await store.put(`${ID}/${newer.id}/${file}`, Readable.from([bytes]));
      }
      await house().get(VerifyPoint).run(house().as('recovery-officer'), { pointId: newer.id });
      await house().settle();
      const found = await house().get(Points).get(newer.id);
      expect(found).toMatchObject({ state: 'failed', copies: [{ state: 'failed', trouble: { code: 'backup.damaged' } }] });
      await expect(restore({ pointId: newer.id })).rejects.toMatchObject({ code: 'backup.not-offered' });
    });
  });
}

async function* cut(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes.subarray(0, bytes.length / 2);
  throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
