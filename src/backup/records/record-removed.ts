import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Removal } from '../retention/index.js';

const input = z.object({ pointId: z.uuid() });

/** Retention takes a point away, unless something has come to stand in the way since it was chosen: throws `protected` then. */
@Injectable()
export class RecordRemoved extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-removed';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly removal: Removal) {
    super();
  }

  protected async perform({ pointId }: z.output<typeof input>, _by: Actor, now: Date) {
    const { sourceId } = await this.removal.record(pointId, now);
    return { result: undefined, subject: { type: 'recovery-point', id: pointId }, detail: { source: sourceId } };
  }
}
