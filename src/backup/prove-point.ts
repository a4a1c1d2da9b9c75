import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { newId, Tx } from '../platform/index.js';
import { errors } from './errors.js';
import { PointStore } from './point-store.js';
import { isOffered } from './rules.js';
import type { Point } from './types.js';
import { PROVE } from './workflows/names.js';

const input = z.object({ pointId: z.uuid() });

/** Restores a point into a throw-away place, compares it with its manifest, runs the assertions and times it. */
@Injectable()
export class ProvePoint extends Change<z.output<typeof input>, Point> {
  readonly name = 'backup.prove';
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
    if (!isOffered(point)) throw errors.notOffered({ point: pointId, state: point.state });
    const proofId = newId();
    await this.tx.start(PROVE, `prove-${proofId}`, pointId, proofId);
    return { result: point, subject: { type: 'recovery-point', id: pointId }, detail: { source: point.sourceId } };
  }
}
