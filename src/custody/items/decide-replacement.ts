import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Incidents } from '../../incidents/index.js';
import { type Actor, Change } from '../../people/index.js';
import { words } from '../input.js';
import type { Replacement } from '../types.js';
import { ItemStore } from './item-store.js';

const input = z.object({
  incidentId: z.uuid(),
  document: words(120),
  /** What its owner does and brings, in plain words. */
  words: words(500),
  /** The decision or rule that it rests on. Without one nothing is promised. */
  basis: words(200),
});

/** Says what stands in for a document that is gone. Its owner reads it with the basis that it rests on. */
@Injectable()
export class DecideReplacement extends Change<z.output<typeof input>, Replacement> {
  readonly name = 'custody.decide-replacement';
  readonly permission = 'custody:decide';
  readonly input = input;

  constructor(
    private readonly incidents: Incidents,
    private readonly items: ItemStore,
  ) {
    super();
  }

  protected async perform(command: z.output<typeof input>, _by: Actor, now: Date) {
    const { officeId } = await this.incidents.get(command.incidentId);
    const result = { ...command, decidedAt: now };
    await this.items.decide(result);
    const { incidentId, document, basis } = command;
    return { result, subject: { type: 'incident', id: incidentId }, detail: { office: officeId, document, basis } };
  }
}
