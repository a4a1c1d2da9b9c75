import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountMaker } from './account-maker.js';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { ROLES } from './permissions.js';
import type { Account } from './types.js';

const input = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  roles: z.array(z.enum(ROLES)).default([]),
});

/** An account without a password: its holder comes in by a one-time link or by the sign-in provider. */
@Injectable()
export class CreateAccount extends Change<z.infer<typeof input>, Account> {
  readonly name = 'people.create-account';
  readonly permission = 'account:manage';
  readonly input = input;

  constructor(
    private readonly maker: AccountMaker,
    private readonly accounts: AccountStore,
  ) {
    super();
  }

  protected async perform({ name, email, roles }: z.infer<typeof input>, by: Actor, now: Date) {
    const id = await this.maker.make(name, email);
    for (const role of new Set(roles)) await this.accounts.grant(id, role, by.person, now);
    return { result: await this.accounts.get(id), subject: { type: 'account', id }, detail: { roles } };
  }
}
