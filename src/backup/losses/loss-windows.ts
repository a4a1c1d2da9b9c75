import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import { PointStore } from '../point-store.js';
import { RestoreStore } from '../restore-store.js';
import type { Restore } from '../types.js';

/** From the moment whose data came back to the moment at which it was back: the work of this time is lost. */
export interface LossWindow {
  restore: Restore;
  from: Date;
  until: Date;
}

@Injectable()
export class LossWindows {
  constructor(
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
  ) {}

  /** Of this restore, or of the newest one that is done. Throws `backup.nothing-restored`. */
  async of(sourceId: string, restoreId?: string): Promise<LossWindow> {
    const all = restoreId ? [await this.restores.get(restoreId)] : await this.restores.ofSource(sourceId);
    const restore = all.find((one) => one.state === 'done' && one.sourceId === sourceId);
    if (!restore) throw errors.nothingRestored({ source: sourceId });
    const point = await this.points.get(restore.pointId);
    return { restore, from: point.takenAt ?? point.begunAt, until: restore.endedAt ?? restore.begunAt };
  }
}
