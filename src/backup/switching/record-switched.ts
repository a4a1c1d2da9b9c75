import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { troubleInput } from '../trouble.js';
import { SwitchStore } from './switch-store.js';

const input = z.object({
  switchId: z.uuid(),
  /** Whether what was kept is gone, as it was asked. */
  hasDropped: z.boolean().default(false),
  trouble: troubleInput.optional(),
});

/** Names have changed, or have not, and why. */
@Injectable()
export class RecordSwitched extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-switched';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly switches: SwitchStore) {
    super();
  }

  protected async perform({ switchId, hasDropped, trouble }: z.output<typeof input>, _by: Actor, now: Date) {
    const one = await this.switches.get(switchId);
    await this.switches.end({ ...one, state: trouble ? 'failed' : 'done', endedAt: now, dropsKept: hasDropped, trouble });
    const detail = { source: one.sourceId, way: one.way, kept: one.kept, hasDropped, trouble: trouble?.code };
    return { result: undefined, subject: { type: 'restore', id: one.restoreId }, detail };
  }
}
