import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { PointFailed } from '../events.js';
import { PointStore } from '../point-store.js';
import { condemns, move } from '../rules.js';
import { troubleInput } from '../trouble.js';
import { ofRemoved } from './removed.js';

const input = z.object({ pointId: z.uuid(), trouble: troubleInput });

/** Something went wrong with a point. One that was never stored, or whose copy is bad, has failed; why it did stays, for by that it may come back. */
@Injectable()
export class RecordTrouble extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-trouble';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly points: PointStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ pointId, trouble }: z.output<typeof input>, _by: Actor, now: Date) {
    const point = await this.points.lock(pointId);
    if (point.removedAt) return ofRemoved(point);
    const failed = point.state !== 'failed' && (point.state === 'running' || condemns(trouble.code));
    if (failed) await this.points.save({ ...point, state: move(point, 'failed'), failedAt: now, trouble });
    else if (point.state !== 'failed') await this.points.save({ ...point, trouble });
    if (failed) await this.events.emit(PointFailed, { pointId, sourceId: point.sourceId });
    return {
      result: undefined,
      subject: { type: 'recovery-point', id: pointId },
      detail: { source: point.sourceId, code: trouble.code, failed },
    };
  }
}
