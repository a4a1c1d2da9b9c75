import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import type { Taken } from '../engines/engine.js';
import { PointStore } from '../point-store.js';
import { move } from '../rules.js';
import { troubleInput } from '../trouble.js';

const input = z.object({
  pointId: z.uuid(),
  vaultId: z.string(),
  taken: z.custom<Taken>(),
  seconds: z.number(),
  /** Vaults that could not take it. */
  refused: z.array(z.object({ vaultId: z.string(), trouble: troubleInput })),
});

/** A copy stands in a vault, and every program that made it ended well. */
@Injectable()
export class RecordStored extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-stored';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly points: PointStore) {
    super();
  }

  protected async perform({ pointId, vaultId, taken, seconds, refused }: z.output<typeof input>, _by: Actor, now: Date) {
    const point = await this.points.lock(pointId);
    const { bytes, rawBytes, sha256, manifest } = taken;
    const takenAt = new Date(manifest.takenAt);
    await this.points.save({
      ...point,
      state: move(point, 'stored'),
      storedAt: now,
      takenAt,
      bytes,
      rawBytes,
      sha256,
      manifest,
      takeSeconds: seconds,
    });
    await this.points.saveCopy({ pointId, vaultId, state: 'stored' });
    for (const { vaultId: other, trouble } of refused)
      await this.points.saveCopy({ pointId, vaultId: other, state: 'failed', trouble });
    const detail = { source: point.sourceId, vault: vaultId, bytes, sha256, refused: refused.map((one) => one.vaultId) };
    return { result: undefined, subject: { type: 'recovery-point', id: pointId }, detail };
  }
}
