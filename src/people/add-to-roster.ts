import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { newId } from '../platform/index.js';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { RosterStore } from './roster-store.js';
import type { DutyMember } from './types.js';

const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const input = z.object({
  functionName: z.string().trim().min(3).max(120),
  phone: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .trim()
      .regex(/^\+?[0-9][0-9 ()-]{4,24}$/)
      .optional(),
  ),
  email: z.preprocess(blankIsAbsent, z.email().max(254).optional()),
  isSample: z.boolean().default(false),
});

/** A place at the end of the roster. An address that is also an account's ties the place to that account. */
@Injectable()
export class AddToRoster extends Change<z.infer<typeof input>, DutyMember> {
  readonly name = 'people.add-to-roster';
  readonly permission = 'roster:manage';
  readonly input = input;

  constructor(
    private readonly roster: RosterStore,
    private readonly accounts: AccountStore,
  ) {
    super();
  }

  protected async perform({ functionName, phone, email, isSample }: z.infer<typeof input>, _by: Actor) {
    if (!phone && !email) throw errors.memberNeedsContact({ fields: [{ field: 'phone', message: 'needed' }] });
    const account = email ? await this.accounts.maybeByEmail(email) : undefined;
    const position = (await this.roster.lock()).length + 1;
    const member = { id: newId(), position, functionName, phone, email, accountId: account?.id, isSample };
    await this.roster.add(member);
    return { result: member, subject: { type: 'duty-member', id: member.id }, detail: { position } };
  }
}
