import { PointFiles } from '../../src/backup/engines/point-files.js';
import type { DumpManifest } from '../../src/backup/manifest.js';
import { PointStore } from '../../src/backup/point-store.js';
import { Vaults } from '../../src/backup/vaults/vaults.js';
import { newId, Tx } from '../../src/platform/index.js';
import { type House, THE_NIGHT } from './house.js';

/** What a manifest says of a small dump that nobody made. */
export const DUMPED: Omit<DumpManifest, 'pointId'> = {
  format: 'sinambung-manifest-1',
  sourceId: 'samsat-katang-db',
  engine: 'dump',
  tool: 'pg_dump 15',
  origin: { version: '15', encoding: 'UTF8', collate: 'C', ctype: 'C' },
  takenAt: THE_NIGHT.toISOString(),
  tables: [],
  shape: {},
  content: { file: 'dump.sql.zst.age', bytes: 5, rawBytes: 9, sha256: '0'.repeat(64) },
};

/** A verified point of such a dump, described in each of these vaults. */
export async function plantDump(house: House, vaultIds: string[], at = THE_NIGHT, sha256?: string): Promise<string> {
  const pointId = newId();
  const content = { ...DUMPED.content, sha256: sha256 ?? DUMPED.content.sha256 };
  const manifest = { ...DUMPED, pointId, takenAt: at.toISOString(), content };
  const { file: _, ...sizes } = content;
  for (const id of vaultIds) await house.get(PointFiles).describe(manifest, await house.get(Vaults).open(id, 'writer'));
  const begun = { id: pointId, sourceId: DUMPED.sourceId, state: 'running', cause: 'schedule', begunAt: at } as const;
  const whole = { state: 'verified', takenAt: at, storedAt: at, verifiedAt: at, manifest } as const;
  await house.get(Tx).housekeeping('test.plant', async () => {
    const store = house.get(PointStore);
    await store.add(begun);
    await store.save({ ...begun, ...whole, ...sizes });
    for (const vaultId of vaultIds) await store.saveCopy({ pointId, vaultId, state: 'verified' });
  });
  return pointId;
}
