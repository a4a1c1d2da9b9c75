import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Tx } from '../platform/index.js';
import { RestoreStore } from './restore-store.js';
import { approve } from './rules.js';
import type { Restore } from './types.js';
import { RESTORE } from './workflows/names.js';

const input = z.object({ restoreId: z.uuid() });

/** The second person begins a restore in place. Throws `same-person`, `ask-expired`, `not-asked`. */
@Injectable()
export class ApproveRestore extends Change<z.output<typeof input>, Restore> {
  readonly name = 'backup.approve-restore';
  readonly permission = 'backup:approve';
  readonly input = input;

  constructor(
    private readonly restores: RestoreStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ restoreId }: z.output<typeof input>, by: Actor, now: Date) {
    const approved = approve(await this.restores.lock(restoreId), by.person, now);
    await this.restores.answer(approved);
    await this.tx.start(RESTORE, `restore-${restoreId}`, restoreId);
    const detail = { source: approved.sourceId, point: approved.pointId, askedBy: approved.askedBy };
    return { result: approved, subject: { type: 'restore', id: restoreId }, detail };
  }
}
