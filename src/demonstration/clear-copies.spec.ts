import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type House, openHouse } from '../../test/support/house.js';
import { PointStore } from '../backup/point-store.js';
import { Vaults } from '../backup/vaults/vaults.js';
import { ImportDirectory } from '../directory/index.js';
import { Actor, SetUpDemonstration } from '../people/index.js';
import { Instance, newId, Tx } from '../platform/index.js';
import { DemonstrationFill } from './index.js';
import { ResetDemonstration } from './reset-demonstration.js';
import { SampleBackup } from './sample-backup.js';
import { SampleOffice } from './sample-office.js';
import { SampleScans } from './sample-scans.js';
import { SampleUnit } from './sample-unit.js';

describe('beginning the story anew', () => {
  let house: House;
  const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-public-'));
  const file = (name: string) => path.join(folder, name);
  const copy = 'layanan/pkb-tahunan/35.06.03/index.html';

  beforeAll(async () => {
    house = await openHouse({ settings: { SINAMBUNG_KIND: 'demonstration', SINAMBUNG_PUBLIC: folder } });
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    await mkdir(path.dirname(file(copy)), { recursive: true });
    for (const name of [copy, 'ledger-head.json']) await writeFile(file(name), 'of the story before');
    await writeFile(file('manifest.json'), JSON.stringify({ files: { [copy]: {} } }));
  });

  const reset = () => house.get(ResetDemonstration).run(Actor.system('demonstration'), { at: '2025-08-30T21:00:00+07:00' });
  const left = () => [copy, 'manifest.json', 'ledger-head.json'].filter((name) => existsSync(file(name)));

  it('takes away the public copies of the story before, and leaves the head of the ledger', async () => {
    await reset();
    expect(left()).toEqual(['ledger-head.json']);
  });

  it.each([
    ['the story itself made', 'samsat-katang-db', 'schedule', false],
    ['somebody took', 'samsat-katang-db', 'person', true],
    ['is of a source that the story does not know', 'uji-db', 'schedule', true],
  ] as const)('says first that a copy goes which %s: %s, %s', async (_what, sourceId, cause, isRefused) => {
    await reset();
    await plant(sourceId, cause);
    const refusal = await house
      .get(DemonstrationFill)
      .refuseToForgetCopies()
      .then(
        () => undefined,
        ({ code, context }) => ({ code, copies: context.copies }),
      );
    expect(refusal).toEqual(isRefused ? { code: 'demonstration.copies-would-go', copies: 1 } : undefined);
  });

  it('begins with vaults that can be used, also where something is copied meanwhile', async () => {
    const again = house.get(ResetDemonstration);
    const run = again.run.bind(again);
    jest.spyOn(again, 'run').mockImplementation(async (by, input) => {
      const result = await run(by, input);
      await house.get(Vaults).open('lokal', 'writer');
      return result;
    });
    // What fills it anew has no part in this, and takes long.
    const fillers = [house.get(SampleUnit), house.get(SampleOffice), house.get(SampleScans)] as { fill(): Promise<void> }[];
    for (const filler of fillers) jest.spyOn(filler, 'fill').mockResolvedValue(undefined);
    jest.spyOn(house.get(ImportDirectory), 'run').mockResolvedValue({} as never);
    jest.spyOn(house.get(SetUpDemonstration), 'run').mockResolvedValue(undefined as never);
    jest.spyOn(house.get(SampleBackup), 'begin').mockResolvedValue(undefined);
    await house.get(DemonstrationFill).startOver();
    await expect(house.get(Vaults).open('lokal', 'writer')).resolves.toMatchObject({ id: 'lokal' });
    jest.restoreAllMocks();
  });

  it('takes nothing away where nothing is a demonstration', async () => {
    jest.spyOn(house.get(Instance), 'kind', 'get').mockReturnValue('production');
    await expect(reset()).rejects.toMatchObject({ code: 'platform.not-a-demonstration' });
    expect(left()).toHaveLength(3);
  });

  async function plant(sourceId: string, cause: 'schedule' | 'person'): Promise<void> {
    const at = house.clock.now();
    const point = { id: newId(), sourceId, cause, begunAt: at, takenAt: at, storedAt: at } as const;
    const figures = { bytes: 5, rawBytes: 9, sha256: '0'.repeat(64), takeSeconds: 1, manifest: { tables: [] } as never };
    await house.get(Tx).housekeeping('test.plant', async () => {
      await house.get(PointStore).add({ ...point, state: 'running' });
      await house.get(PointStore).save({ ...point, ...figures, state: 'stored' });
    });
  }
});
