import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { Instance } from '../platform/index.js';

const input = z.object({ at: z.coerce.date() });

/** Sets the demonstration's clock; it runs on from there. */
@Injectable()
export class SetDemonstrationClock extends Change<z.output<typeof input>, Date> {
  readonly name = 'demonstration.set-clock';
  readonly permission = 'demonstration:run';
  readonly input = input;

  constructor(private readonly instance: Instance) {
    super();
  }

  protected async perform({ at }: z.output<typeof input>, _by: Actor) {
    await this.instance.setClock(at);
    return { result: at, subject: { type: 'instance', id: 'demonstration' }, detail: { at: at.toISOString() } };
  }
}
