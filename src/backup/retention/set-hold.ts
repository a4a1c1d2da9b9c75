import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import { HoldStore } from './hold-store.js';
import type { Hold } from './types.js';

const line = z.string().trim().min(3).max(500);
const input = z.object({
  sourceId: z.string(),
  /** The whole source when not given. */
  pointId: z.uuid().optional(),
  reason: line,
  basis: line,
});

/** From now on nothing of the source, or not this point, is removed, until two people lift the hold. */
@Injectable()
export class SetHold extends Change<z.output<typeof input>, Hold> {
  readonly name = 'backup.set-hold';
  readonly permission = 'backup:hold';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly holds: HoldStore,
  ) {
    super();
  }

  protected async perform({ sourceId, pointId, reason, basis }: z.output<typeof input>, by: Actor, now: Date) {
    this.shelf.source(sourceId);
    await this.points.guard(sourceId);
    if (pointId) await this.mustStand(sourceId, pointId);
    const hold: Hold = { id: newId(), sourceId, pointId, reason, basis, setBy: by.person, setAt: now };
    await this.holds.add(hold);
    const subject = pointId ? { type: 'recovery-point', id: pointId } : { type: 'source', id: sourceId };
    return { result: hold, subject, detail: { source: sourceId, hold: hold.id, basis } };
  }

  private async mustStand(sourceId: string, pointId: string): Promise<void> {
    const point = await this.points.get(pointId);
    if (point.sourceId !== sourceId) throw errors.noSuchPoint({ point: pointId, source: sourceId });
    if (point.removedAt) throw errors.notOffered({ point: pointId, state: 'removed' });
  }
}
