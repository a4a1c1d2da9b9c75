import { Injectable } from '@nestjs/common';
import { errors } from './errors.js';
import { Moments } from './moments.js';
import { PointStore } from './point-store.js';
import { bestPoint, isOffered } from './rules.js';
import type { Point } from './types.js';

/** What is to be brought back: a moment, a point, or whatever is best. */
export interface Wanted {
  pointId?: string;
  until?: Date;
}

@Injectable()
export class ChosenPoint {
  constructor(
    private readonly points: PointStore,
    private readonly moments: Moments,
  ) {}

  /** Throws `nothing-to-restore`, `no-such-point` for one of another source, `not-offered`, and what `Moments.pointFor` throws. */
  async of(sourceId: string, { pointId, until }: Wanted): Promise<Point> {
    if (until) return this.moments.pointFor(sourceId, until);
    const id = pointId ?? bestPoint(await this.points.whole(sourceId))?.id;
    if (!id) throw errors.nothingToRestore({ source: sourceId });
    const point = await this.points.get(id);
    if (point.sourceId !== sourceId) throw errors.noSuchPoint({ point: point.id, source: sourceId });
    if (!isOffered(point)) throw errors.notOffered({ point: point.id, state: point.removedAt ? 'removed' : point.state });
    return point;
  }
}
