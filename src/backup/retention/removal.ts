import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { errors } from '../errors.js';
import { PointStore } from '../point-store.js';
import type { Point } from '../types.js';
import { isBase, lastProven, standsInTheWay } from './retention-rules.js';

/** The one gate through which a point goes away, by retention or by two people. Part of a verb's transaction. */
@Injectable()
export class Removal {
  constructor(
    private readonly points: PointStore,
    private readonly clock: Clock,
  ) {}

  /** Throws `protected`, and `not-offered` for what is gone or not whole. */
  async permitted(pointId: string): Promise<Point> {
    const { sourceId } = await this.points.get(pointId);
    await this.points.guard(sourceId);
    const point = await this.points.lock(pointId);
    const whole = await this.points.whole(sourceId);
    const found = whole.find(({ id }) => id === pointId);
    if (!found) throw errors.notOffered({ point: pointId, state: point.removedAt ? 'removed' : point.state });
    const reasons = standsInTheWay(found, lastProven(whole).includes(found), this.clock.real());
    if (isBase(found, whole)) reasons.push({ kind: 'base' });
    if (reasons.length > 0) throw errors.protected({ point: pointId, detail: reasons.map(({ kind }) => kind).join(', ') });
    return point;
  }

  /** Recorded before its copies go, so that nothing is offered that may be gone. Throws like `permitted`. */
  async record(pointId: string, now: Date): Promise<Point> {
    const point = await this.permitted(pointId);
    await this.points.save({ ...point, removedAt: now });
    return point;
  }
}
