import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { errors } from '../errors.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import type { Point } from '../types.js';
import { inTheWayOfFailed } from './failed-rules.js';
import { isBase, lastProven, type Reason, standsInTheWay } from './retention-rules.js';

/** The one gate through which a point goes away, by retention or by two people. Part of a verb's transaction. */
@Injectable()
export class Removal {
  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly clock: Clock,
  ) {}

  /** Throws `protected`, and `not-offered` for what is gone or on its way. */
  async permitted(pointId: string): Promise<Point> {
    const { sourceId } = await this.points.get(pointId);
    await this.points.guard(sourceId);
    const point = await this.points.lock(pointId);
    const reasons = await this.inTheWay(point);
    if (!reasons) throw errors.notOffered({ point: pointId, state: point.removedAt ? 'removed' : point.state });
    if (reasons.length > 0) throw errors.protected({ point: pointId, detail: reasons.map(({ kind }) => kind).join(', ') });
    return point;
  }

  /** Recorded before its copies go, so that nothing is offered that may be gone. Throws like `permitted`. */
  async record(pointId: string, now: Date): Promise<Point> {
    const point = await this.permitted(pointId);
    if (point.state === 'failed') await this.suspect(point);
    await this.points.save({ ...point, removedAt: now });
    return point;
  }

  /** Undefined where there is nothing to remove. */
  private async inTheWay({ id, sourceId }: Point): Promise<Reason[] | undefined> {
    const [whole, failed] = [await this.points.whole(sourceId), await this.points.failed(sourceId)];
    const bad = failed.find((one) => one.id === id);
    if (bad) return inTheWayOfFailed(bad, whole, this.clock.real());
    const found = whole.find((one) => one.id === id);
    if (!found) return undefined;
    const reasons = standsInTheWay(found, lastProven(whole).includes(found), this.clock.real());
    const upon = [...whole, ...failed.filter(({ mayBeWhole }) => mayBeWhole)];
    return isBase(found, upon) ? [...reasons, { kind: 'base' }] : reasons;
  }

  /** Where a copy was begun nobody has written down before it was stored: each vault of its source is asked. */
  private async suspect({ id: pointId, sourceId }: Point): Promise<void> {
    const known = (await this.points.copies(pointId)).map(({ vaultId }) => vaultId);
    const named = this.shelf.sources.find(({ id }) => id === sourceId)?.vaults ?? [];
    for (const vaultId of named) if (!known.includes(vaultId)) await this.points.saveCopy({ pointId, vaultId, state: 'failed' });
  }
}
