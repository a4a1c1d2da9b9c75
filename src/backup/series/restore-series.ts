import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId, Tx } from '../../platform/index.js';
import { RestorePoint } from '../restore-point.js';
import { Shelf } from '../shelf.js';
import type { Restore } from '../types.js';
import { SERIES } from '../workflows/names.js';
import { chosenInOrder } from './chosen.js';

const input = z
  .object({
    sourceIds: z.array(z.string()).optional(),
    /** All sources of an office. */
    officeId: z.string().optional(),
    target: z.enum(['beside', 'original']).default('beside'),
  })
  .refine(({ sourceIds = [], officeId }) => officeId || sourceIds.length > 0, { message: 'name sources or an office' });

/** Restores several sources, each from its best point, one after the other in order of dependency. Throws what any of them throws, before any begins. */
@Injectable()
export class RestoreSeries extends Change<z.output<typeof input>, Restore[]> {
  readonly name = 'backup.restore-series';
  readonly permission = 'backup:restore';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly restorePoint: RestorePoint,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ sourceIds, officeId, target }: z.output<typeof input>, by: Actor, now: Date) {
    const chosen = chosenInOrder(this.shelf, { sourceIds, officeId });
    const id = newId();
    const restores: Restore[] = [];
    for (const [position, source] of chosen.entries())
      restores.push(await this.restorePoint.prepare({ sourceId: source.id, target }, by, now, { seriesId: id, position }));
    await this.tx.start(SERIES, `series-${id}`, id);
    const sources = restores.map(({ sourceId }) => sourceId);
    return { result: restores, subject: { type: 'restore-series', id }, detail: { sources, target } };
  }
}
