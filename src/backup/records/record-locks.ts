import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { PointStore } from '../point-store.js';

const input = z.object({
  pointId: z.uuid(),
  /** What the stores said of the locks; a step of a workflow hands dates on as text. */
  locks: z.array(
    z.object({
      vaultId: z.string(),
      lockedUntil: z.coerce.date().optional(),
      lockMode: z.enum(['governance', 'compliance']).optional(),
    }),
  ),
});

/** The locks of a point's copies were read back from their vaults. */
@Injectable()
export class RecordLocks extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-locks';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly points: PointStore) {
    super();
  }

  protected async perform({ pointId, locks }: z.output<typeof input>, _by: Actor, _now: Date) {
    for (const lock of locks) await this.points.saveLock({ pointId, ...lock });
    const detail = { locks: locks.map(({ vaultId, lockedUntil }) => `${vaultId}: ${lockedUntil?.toISOString() ?? 'none'}`) };
    return { result: undefined, subject: { type: 'recovery-point', id: pointId }, detail };
  }
}
