import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { RosterStore } from './roster-store.js';
import { without } from './rules.js';
import type { DutyMember } from './types.js';

const input = z.object({ memberId: z.uuid() });

@Injectable()
export class RemoveFromRoster extends Change<z.infer<typeof input>, DutyMember[]> {
  readonly name = 'people.remove-from-roster';
  readonly permission = 'roster:manage';
  readonly input = input;

  constructor(private readonly roster: RosterStore) {
    super();
  }

  protected async perform({ memberId }: z.infer<typeof input>, _by: Actor) {
    const before = await this.roster.lock();
    if (!before.some(({ id }) => id === memberId)) throw errors.noSuchMember();
    const after = without(before, memberId);
    await this.roster.remove(memberId);
    await this.roster.place(after);
    return { result: after, subject: { type: 'duty-member', id: memberId } };
  }
}
