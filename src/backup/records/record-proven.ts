import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { PointProven } from '../events.js';
import type { Proof } from '../manifest.js';
import { PointStore } from '../point-store.js';
import { move } from '../rules.js';
import { ofRemoved } from './removed.js';

const input = z.object({ pointId: z.uuid(), proof: z.custom<Proof>() });

/** The point was restored and is, table by table, what was backed up. */
@Injectable()
export class RecordProven extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-proven';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly points: PointStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ pointId, proof }: z.output<typeof input>, _by: Actor, now: Date) {
    const point = await this.points.lock(pointId);
    if (point.removedAt) return ofRemoved(point);
    await this.points.save({
      ...point,
      state: move(point, 'proven'),
      provenAt: now,
      proof,
      proveSeconds: proof.seconds,
      trouble: undefined,
    });
    await this.events.emit(PointProven, { pointId, sourceId: point.sourceId });
    const detail = {
      source: point.sourceId,
      tables: proof.tables.length,
      assertions: proof.assertions.length,
      seconds: proof.seconds,
    };
    return { result: undefined, subject: { type: 'recovery-point', id: pointId }, detail };
  }
}
