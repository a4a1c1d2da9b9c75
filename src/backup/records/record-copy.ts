import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { PointStore } from '../point-store.js';
import { troubleInput } from '../trouble.js';

const input = z.object({ pointId: z.uuid(), vaultId: z.string(), trouble: troubleInput.optional() });

/** A copy was carried into a further vault, or could not be. */
@Injectable()
export class RecordCopy extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-copy';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly points: PointStore) {
    super();
  }

  protected async perform({ pointId, vaultId, trouble }: z.output<typeof input>, _by: Actor, _now: Date) {
    await this.points.saveCopy({ pointId, vaultId, state: trouble ? 'failed' : 'stored', trouble });
    return {
      result: undefined,
      subject: { type: 'recovery-point', id: pointId },
      detail: { vault: vaultId, trouble: trouble?.code },
    };
  }
}
