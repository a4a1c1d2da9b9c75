import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { Restored } from '../events.js';
import type { Proof } from '../manifest.js';
import { RestoreStore } from '../restore-store.js';
import { troubleInput } from '../trouble.js';

const input = z.object({
  restoreId: z.uuid(),
  /** Under which name it now is. */
  place: z.string(),
  proof: z.custom<Proof>().optional(),
  seconds: z.number().optional(),
  trouble: troubleInput.optional(),
});

/** A restore has ended: done with its proof, or failed with its reason. */
@Injectable()
export class RecordRestored extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-restored';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly restores: RestoreStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ restoreId, place, proof, seconds, trouble }: z.output<typeof input>, _by: Actor, now: Date) {
    const restore = await this.restores.get(restoreId);
    const { pointId, sourceId } = restore;
    await this.restores.end({ ...restore, state: trouble ? 'failed' : 'done', place, endedAt: now, proof, seconds, trouble });
    if (!trouble) await this.events.emit(Restored, { restoreId, pointId, sourceId });
    const detail = { source: sourceId, point: pointId, place, seconds, trouble: trouble?.code };
    return { result: undefined, subject: { type: 'restore', id: restoreId }, detail };
  }
}
