import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { isUniqueViolation, newId, Tx } from '../platform/index.js';
import { errors } from './errors.js';
import { PointStore } from './point-store.js';
import { Shelf } from './shelf.js';
import type { Point } from './types.js';
import { TAKE } from './workflows/names.js';

const input = z.object({ sourceId: z.string() });

/** Begins a new recovery point of a source; a workflow copies it, reads it back and records how it went. */
@Injectable()
export class TakeBackup extends Change<z.output<typeof input>, Point> {
  readonly name = 'backup.take';
  readonly permission = 'backup:take';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ sourceId }: z.output<typeof input>, by: Actor, now: Date) {
    this.shelf.source(sourceId);
    const point: Point = { id: newId(), sourceId, state: 'running', cause: by.isPerson ? 'person' : 'schedule', begunAt: now };
    await this.points.add(point).catch((error) => {
      throw isUniqueViolation(error, 'point_one_running') ? errors.alreadyRunning({ source: sourceId }) : error;
    });
    await this.tx.start(TAKE, `take-${point.id}`, point.id);
    return { result: point, subject: { type: 'recovery-point', id: point.id }, detail: { source: sourceId } };
  }
}
