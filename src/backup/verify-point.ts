import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { newId, Tx } from '../platform/index.js';
import { errors } from './errors.js';
import { PointStore } from './point-store.js';
import { isReadable } from './rules.js';
import type { Copy, Point } from './types.js';
import { VERIFY } from './workflows/names.js';

const input = z.object({ pointId: z.uuid() });

/** Reads every copy of a point back, whole; a workflow does it and records what it found. Gives the point as it was before. */
@Injectable()
export class VerifyPoint extends Change<z.output<typeof input>, Point & { copies: Copy[] }> {
  readonly name = 'backup.verify';
  readonly permission = 'backup:verify';
  readonly input = input;

  constructor(
    private readonly points: PointStore,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ pointId }: z.output<typeof input>, _by: Actor, _now: Date) {
    const point = await this.points.get(pointId);
    if (!isReadable(point)) throw errors.notOffered({ point: pointId, state: point.state });
    await this.tx.start(VERIFY, `verify-${pointId}-${newId()}`, pointId);
    const before = { ...point, copies: await this.points.copies(pointId) };
    return { result: before, subject: { type: 'recovery-point', id: pointId }, detail: { source: point.sourceId } };
  }
}
