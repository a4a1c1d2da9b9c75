import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { RestoreStore } from './restore-store.js';
import { refuse } from './rules.js';
import type { Restore } from './types.js';

const input = z.object({ restoreId: z.uuid(), reason: z.string().trim().min(3).max(1000) });

/** Says no to a restore in place, and why. Throws `ask-expired`, `not-asked`. */
@Injectable()
export class RefuseRestore extends Change<z.output<typeof input>, Restore> {
  readonly name = 'backup.refuse-restore';
  readonly permission = 'backup:approve';
  readonly input = input;

  constructor(private readonly restores: RestoreStore) {
    super();
  }

  protected async perform({ restoreId, reason }: z.output<typeof input>, by: Actor, now: Date) {
    const refused = refuse(await this.restores.lock(restoreId), by.person, reason, now);
    await this.restores.answer(refused);
    return { result: refused, subject: { type: 'restore', id: restoreId }, detail: { source: refused.sourceId } };
  }
}
