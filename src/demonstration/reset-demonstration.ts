import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { StaticCopies } from '../answers/index.js';
import { type Actor, Change } from '../people/index.js';
import { Bulletin, Instance } from '../platform/index.js';
import { PUBLIC_CHANGED } from '../rerouting/index.js';
import { DemonstrationStore } from './demonstration-store.js';

const input = z.object({ at: z.coerce.date() });

/** Forgets the story that was played with its public copies, and sets the clock back; accounts and the directory stay. Refused outside a demonstration. */
@Injectable()
export class ResetDemonstration extends Change<z.output<typeof input>, void> {
  readonly name = 'demonstration.reset';
  readonly permission = 'demonstration:run';
  readonly input = input;

  constructor(
    private readonly instance: Instance,
    private readonly store: DemonstrationStore,
    private readonly copies: StaticCopies,
    private readonly bulletin: Bulletin,
  ) {
    super();
  }

  protected async perform({ at }: z.output<typeof input>, _by: Actor) {
    this.instance.requireDemonstration();
    // Before the tables: who writes copies holds its turn first, and then reads them.
    await this.copies.clear();
    await this.store.cancelWorkflows();
    await this.store.forgetStory();
    await this.instance.setClock(at);
    await this.bulletin.post(PUBLIC_CHANGED);
    return { result: undefined, subject: { type: 'instance', id: 'demonstration' } };
  }
}
