import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { isUniqueViolation, moment, newId, Tx } from '../platform/index.js';
import { Engines } from './engines/engines.js';
import { errors } from './errors.js';
import { Moments } from './moments.js';
import { PointStore } from './point-store.js';
import { RestoreStore } from './restore-store.js';
import { bestPoint, isOffered } from './rules.js';
import { Shelf } from './shelf.js';
import type { Point, Restore } from './types.js';
import { RESTORE } from './workflows/names.js';

const input = z.object({
  sourceId: z.string(),
  /** The newest proven point when not given, else the newest verified one. */
  pointId: z.uuid().optional(),
  /** The moment to go back to, for a source that keeps its log; in place of a point. */
  until: moment.optional(),
  /** `original` gives the result the source's own name, which must be free. */
  target: z.enum(['beside', 'original']).default('beside'),
});

/** Begins a restore into a place that does not exist yet; a workflow fills it, proves it and records how it went. */
@Injectable()
export class RestorePoint extends Change<z.output<typeof input>, Restore> {
  readonly name = 'backup.restore';
  readonly permission = 'backup:restore';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly restores: RestoreStore,
    private readonly engines: Engines,
    private readonly moments: Moments,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ sourceId, pointId, until, target }: z.output<typeof input>, _by: Actor, now: Date) {
    const source = this.shelf.source(sourceId);
    const point = until ? await this.moments.pointFor(sourceId, until) : await this.chosen(sourceId, pointId);
    const engine = this.engines.of(source);
    if (target === 'original' && (await engine.originalExists(source)))
      throw errors.nameTaken({ name: engine.originalName(source) });
    const id = newId();
    const place = engine.placeName(source, 'restore', id);
    const restore: Restore = {
      id,
      sourceId,
      pointId: point.id,
      target,
      until,
      place,
      state: 'running',
      phase: 'waiting',
      begunAt: now,
      bytesTotal: point.rawBytes ?? 0,
      bytesDone: 0,
    };
    await this.restores.add(restore).catch((error) => {
      throw isUniqueViolation(error, 'restore_one_original') ? errors.alreadyRunning({ source: sourceId }) : error;
    });
    await this.tx.start(RESTORE, `restore-${id}`, id);
    return { result: restore, subject: { type: 'restore', id }, detail: { source: sourceId, point: point.id, target, until } };
  }

  private async chosen(sourceId: string, pointId?: string): Promise<Point> {
    const point = pointId ? await this.points.get(pointId) : bestPoint(await this.points.ofSource(sourceId));
    if (!point) throw errors.nothingToRestore({ source: sourceId });
    if (point.sourceId !== sourceId) throw errors.noSuchPoint({ point: point.id, source: sourceId });
    if (!isOffered(point)) throw errors.notOffered({ point: point.id, state: point.state });
    return point;
  }
}
