import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { HeldWork } from '../platform/index.js';
import { errors } from './errors.js';

const oneOrMany = z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(z.string().min(1)).max(10_000));
const input = z.object({
  /** All that is held when none is named. */
  ids: oneOrMany,
  decision: z.enum(['release', 'drop']),
});

/**
 * An officer has said what becomes of work of before a restore: it goes on where it was, or never. Throws `nothing-held` when there
 * is no such work; with none left, what had to be tried again is tried again.
 */
@Injectable()
export class DecideHeldWork extends Change<z.output<typeof input>, number> {
  readonly name = 'operations.decide-held-work';
  readonly permission = 'workflow:decide';
  readonly input = input;

  constructor(private readonly held: HeldWork) {
    super();
  }

  protected async perform({ ids, decision }: z.output<typeof input>, _by: Actor) {
    if (!(await this.held.since())) throw errors.nothingHeld();
    const all = await this.held.all();
    const meant = ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
    if (ids.length > 0 && meant.length === 0) throw errors.nothingHeld();
    const count = await this.held[decision](meant.map(({ id }) => id));
    const names = [...new Set(meant.map(({ name }) => name))].sort();
    return { result: count, subject: { type: 'workflows', id: decision }, detail: { count, names } };
  }
}
