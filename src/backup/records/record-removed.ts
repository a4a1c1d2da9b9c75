import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { PointStore } from '../point-store.js';

const input = z.object({ pointId: z.uuid() });

/** Retention takes a point away: recorded before its copies go, so that nothing is offered that may be gone. */
@Injectable()
export class RecordRemoved extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-removed';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly points: PointStore) {
    super();
  }

  protected async perform({ pointId }: z.output<typeof input>, _by: Actor, now: Date) {
    const point = await this.points.lock(pointId);
    await this.points.save({ ...point, removedAt: now });
    return { result: undefined, subject: { type: 'recovery-point', id: pointId }, detail: { source: point.sourceId } };
  }
}
