import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { RestoreStore } from '../restore-store.js';
import { troubleInput } from '../trouble.js';
import type { Switch } from '../types.js';
import { SwitchStore } from './switch-store.js';

const input = z.object({ restoreId: z.uuid(), trouble: troubleInput });

/** A restore in place was done, and its names could not even begin to change: it stays beside the original, whole. */
@Injectable()
export class RecordUnswitched extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-unswitched';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly restores: RestoreStore,
    private readonly switches: SwitchStore,
  ) {
    super();
  }

  protected async perform({ restoreId, trouble }: z.output<typeof input>, _by: Actor, now: Date) {
    const { sourceId, place } = await this.restores.get(restoreId);
    const what = { id: newId(), restoreId, sourceId, way: 'forth', place, dropsKept: false } as const;
    const failed: Switch = { ...what, state: 'failed', begunAt: now, endedAt: now, trouble };
    await this.switches.add(failed);
    const detail = { source: sourceId, place, trouble: trouble.code };
    return { result: undefined, subject: { type: 'restore', id: restoreId }, detail };
  }
}
