import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Tx } from '../platform/index.js';
import { errors } from './errors.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { approve, isOffered } from './rules.js';
import type { Restore } from './types.js';
import { RESTORE } from './workflows/names.js';

const input = z.object({ restoreId: z.uuid() });

/** The second person begins a restore in place. Throws `same-person`, `ask-expired`, `not-asked`, `not-offered`. */
@Injectable()
export class ApproveRestore extends Change<z.output<typeof input>, Restore> {
  readonly name = 'backup.approve-restore';
  readonly permission = 'backup:approve';
  readonly input = input;

  constructor(
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ restoreId }: z.output<typeof input>, by: Actor, now: Date) {
    const approved = approve(await this.restores.lock(restoreId), by.person, now);
    await this.mustStand(approved);
    await this.restores.answer(approved);
    await this.tx.start(RESTORE, `restore-${restoreId}`, restoreId);
    const detail = { source: approved.sourceId, point: approved.pointId, askedBy: approved.askedBy };
    return { result: approved, subject: { type: 'restore', id: restoreId }, detail };
  }

  /** Retention does not wait for an answer: what was asked for may be gone by now. */
  private async mustStand({ sourceId, pointId }: Restore): Promise<void> {
    await this.points.guard(sourceId);
    const point = await this.points.get(pointId);
    if (!isOffered(point)) throw errors.notOffered({ point: pointId, state: point.removedAt ? 'removed' : point.state });
  }
}
